"""The page of the practice workspace: what is shown of all that an app can say."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from bot.practice import PracticeSlack
from tests.page.conftest import Screen, a_workspace
from tests.page.kitchen import Kitchen
from tests.practice.conftest import WEDNESDAY


def show_everything(screen: Screen, at: str) -> None:
    screen.open(at)
    screen.say("/everything")
    screen.page.get_by_role("heading", name="Everything 🎉").wait_for()


def test_everything_in_block_kit_is_shown(screen: Screen, kitchen: Kitchen, at: str) -> None:
    show_everything(screen, at)
    page = screen.page
    said = page.locator(".message", has=page.get_by_role("heading", name="Everything"))
    for tag, words in (
        ("strong", "bold"),
        ("em", "italic"),
        ("s", "struck"),
        ("code", "code"),
        ("blockquote", "quoted"),
    ):
        expect(said.locator(tag, has_text=words).first).to_be_visible()
    assert said.locator("pre").inner_text() == "first\nsecond"
    assert said.get_by_role("link", name="a link").get_attribute("href") == (
        "https://example.org/plan"
    )
    text = said.inner_text()
    assert "<b> 4*2*1 ✅" in text
    assert "Plain *not bold* ⚠️" in text
    assert "@Ada Lead" in text
    expect(said.get_by_role("img", name="a picture")).to_be_visible()
    assert "does not know how to show “external_select”" in text
    expect(page.get_by_text("Only visible to you")).to_be_visible()
    screen.is_accessible()
    screen.picture("everything")


def test_what_is_pressed_and_chosen_reaches_the_app(
    screen: Screen, kitchen: Kitchen, at: str, slack: PracticeSlack
) -> None:
    show_everything(screen, at)
    page = screen.page
    page.get_by_label("With a choice: Status").select_option("completed")
    slack.wait_for(lambda: len(kitchen.acted) == 1)
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Not started").click()
    slack.wait_for(lambda: len(kitchen.acted) == 2)
    page.get_by_role("button", name="Close 4.2").click()
    page.get_by_role("button", name="Leave it").click()
    page.get_by_role("button", name="Close 4.2").click()
    page.get_by_role("button", name="Close it").click()
    slack.wait_for(lambda: len(kitchen.acted) == 3)
    chosen, menu, risky = kitchen.acted
    assert chosen["selected_option"]["value"] == "completed"
    assert menu["selected_option"]["value"] == "not_started"
    assert risky["action_id"] == "risky"


def test_a_form_is_filled_refused_and_taken(
    screen: Screen, kitchen: Kitchen, at: str, slack: PracticeSlack
) -> None:
    show_everything(screen, at)
    page = screen.page
    page.get_by_role("button", name="Open a form").click()
    form = page.get_by_role("dialog", name="A form")
    form.wait_for()
    screen.is_accessible()
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Please complete this required field.").first).to_be_visible()
    form.get_by_label("What has happened").fill("wrong")
    form.get_by_label("Per cent").fill("much")
    form.get_by_label("Status").select_option("completed")
    form.get_by_role("button", name="All that apply").click()
    form.get_by_role("checkbox", name="Residual").first.check()
    form.get_by_role("button", name="All that apply").click()
    form.get_by_label("Who").select_option("U0MANAGER")
    form.get_by_role("radio", name="Complete").check()
    form.get_by_label("Exactly when").fill("2015-03-20T14:30")
    form.get_by_label("Evidence").set_input_files(
        {"name": "evidence.txt", "mimeType": "text/plain", "buffer": b"seen"}
    )
    form.get_by_text("evidence.txt").wait_for()
    form.get_by_role("button", name="Save").click()
    form.get_by_text("This must be a number.").wait_for()
    form.get_by_label("Per cent").fill("80")
    form.get_by_role("button", name="Save").click()
    form.get_by_text("Say it otherwise").wait_for()
    screen.picture("form-refused")
    form.get_by_label("What has happened").fill("right")
    form.get_by_role("button", name="Save").click()
    page.get_by_role("dialog", name="Are you done?").wait_for()
    page.get_by_role("button", name="Back").click()
    form.wait_for()
    assert form.get_by_label("What has happened").input_value() == "right"
    form.get_by_role("button", name="Save").click()
    page.get_by_role("dialog", name="Are you done?").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    values = kitchen.submitted[-1]
    assert values["percent"]["percent"]["value"] == "80"
    assert values["all"]["all"]["selected_options"][0]["value"] == "residual"
    assert values["who"]["who"]["selected_user"] == "U0MANAGER"
    assert values["moment"]["moment"]["selected_date_time"] == 1426861800
    assert values["evidence"]["evidence"]["files"][0]["name"] == "evidence.txt"
    assert slack.view("U0LEAD") is None


def test_the_home_tab_is_the_persons_own(screen: Screen, kitchen: Kitchen, at: str) -> None:
    screen.open(at)
    screen.page.get_by_role("tab", name="Home").click()
    screen.page.get_by_role("heading", name="Your actions").wait_for()
    screen.is_accessible()
    screen.page.get_by_role("button", name="Update 4.2").click()
    screen.page.get_by_role("dialog", name="A form").wait_for()
    screen.page.keyboard.press("Escape")
    screen.page.get_by_role("dialog").wait_for(state="hidden")


def test_a_command_is_completed_with_its_usage_by_keyboard_alone(
    screen: Screen, kitchen: Kitchen, at: str
) -> None:
    screen.open(at)
    box = screen.page.get_by_role("combobox", name="Message", exact=True)
    box.press_sequentially("/e")
    expect(screen.page.locator("li[role=option]")).to_have_count(2)
    box.press("ArrowDown")
    assert screen.page.get_by_role("option", name="/else").get_attribute("aria-selected") == "true"
    box.press("ArrowUp")
    box.press("Tab")
    assert box.input_value() == "/everything "
    expect(screen.page.get_by_text("/everything [loudly]")).to_be_visible()
    box.press("Enter")
    screen.page.get_by_role("heading", name="Everything").wait_for()


def test_the_keyboard_stays_where_it_was_when_something_is_drawn_anew(
    screen: Screen, kitchen: Kitchen, at: str
) -> None:
    screen.open(at)
    page = screen.page
    channel = page.get_by_role("navigation").get_by_role("button", name="smt-digest")
    channel.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="smt-digest").wait_for()
    expect(channel).to_have_attribute("aria-current", "page")
    expect(channel).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("You are")).to_be_focused()
    page.get_by_role("button", name="Faults").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.get_by_role("switch", name="Slack refuses")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Faults")).to_be_focused()


def test_a_word_in_a_thread_is_answered_there(screen: Screen, kitchen: Kitchen, at: str) -> None:
    screen.open(at)
    screen.say("good morning")
    screen.page.get_by_role("button", name="1 reply").click()
    thread = screen.page.get_by_role("complementary", name="Thread")
    thread.get_by_text("heard: good morning", exact=True).wait_for()
    screen.say("and in the thread", box="Reply in the thread")
    thread.get_by_text("heard: and in the thread").wait_for()
    screen.is_accessible()
    screen.say("/everything", box="Reply in the thread")
    expect(thread.get_by_text("cannot be used in a thread")).to_be_visible()


def test_nobody_sees_what_is_for_somebody_else(
    screen: Screen, kitchen: Kitchen, at: str, slack: PracticeSlack
) -> None:
    screen.open(at)
    screen.go("smt-digest")
    screen.say("/everything")
    screen.said("Only for you: here it comes").wait_for()
    screen.become("U0SMT")
    screen.page.get_by_role("heading", name="Everything 🎉").wait_for()
    expect(screen.said("Only for you: here it comes")).to_have_count(0)
    expect(
        screen.page.get_by_role("navigation").get_by_role("button", name="closed")
    ).to_be_visible()
    screen.become("U0LEAD")
    expect(
        screen.page.get_by_role("navigation").get_by_role("button", name="closed")
    ).to_have_count(0)
    assert len(slack.ephemerals("U0LEAD")) == 1


def test_what_is_new_is_marked_until_it_has_been_seen(
    screen: Screen, kitchen: Kitchen, at: str
) -> None:
    screen.open(at)
    kitchen.client.chat_postMessage(channel="smt-digest", text="The digest")
    screen.page.get_by_role("button", name="smt-digest 1 unread").click()
    screen.said("The digest").wait_for()
    expect(screen.page.locator(".rule.fresh")).to_be_visible()
    screen.page.get_by_role("button", name="smt-digest", exact=True).wait_for()
    screen.page.reload()
    screen.said("The digest").wait_for()
    expect(screen.page.get_by_role("heading", level=1, name="smt-digest")).to_be_visible()


def test_ones_own_words_can_be_changed_and_taken_back(
    screen: Screen, kitchen: Kitchen, at: str, slack: PracticeSlack
) -> None:
    screen.open(at)
    screen.go("smt-digest")
    screen.say("teh plan <b> & @Bea Manager")
    row = screen.page.locator(".message", has_text="teh plan <b> & @Bea Manager")
    row.hover()
    row.get_by_role("button", name="Edit").click()
    box = screen.page.get_by_label("Edit the message")
    assert box.input_value() == "teh plan <b> & @Bea Manager"
    box.fill("the plan")
    screen.page.get_by_role("button", name="Save").click()
    screen.page.get_by_text("(edited)").wait_for()
    assert [each.text for each in slack.messages("smt-digest")] == ["the plan"]
    row = screen.page.locator(".message", has_text="the plan")
    row.hover()
    row.get_by_role("button", name="Delete").click()
    row.wait_for(state="hidden")
    assert slack.messages("smt-digest") == []


def test_on_a_narrow_screen_the_conversations_are_in_a_drawer(
    screen: Screen, kitchen: Kitchen, at: str
) -> None:
    screen.page.set_viewport_size({"width": 375, "height": 740})
    show_everything(screen, at)
    wide = screen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 375
    screen.is_accessible()
    screen.picture("everything-narrow")
    opener = screen.page.get_by_role("button", name="Conversations")
    opener.press("Enter")
    screen.go("smt-digest")
    assert opener.get_attribute("aria-expanded") == "false"


def test_the_page_comes_back_to_where_it_was_after_the_workspace_was_closed(
    screen: Screen, tmp_path: Path
) -> None:
    with a_workspace() as slack:
        at = slack.url.removesuffix("api/")
        screen.open(at)
        screen.go("smt-digest")
        screen.say("before")
        screen.said("before").wait_for()
        slack.keep_in(tmp_path, "practice").stop()
    screen.page.get_by_text("The workspace is not answering").wait_for()
    with a_workspace(port=int(urlsplit(at).port or 0)) as again:
        assert again.bring_back(tmp_path, "practice") == WEDNESDAY
        screen.page.get_by_text("The workspace is not answering").wait_for(state="hidden")
        screen.say("after")
        screen.said("after").wait_for()
        expect(screen.said("before")).to_be_visible()
    assert all("WebSocket" in each for each in screen.complaints)
    screen.complaints.clear()
