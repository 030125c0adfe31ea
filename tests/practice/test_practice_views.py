"""Modals: triggers that expire, stacks, hashes, and what a form says to what was entered."""

import json

import pytest
from slack_bolt import App

WORDS = {"type": "plain_text", "text": "x"}


def field(block_id: str, element: dict, **given) -> dict:
    return {"type": "input", "block_id": block_id, "label": WORDS, "element": element, **given}


NOTE = field("note", {"type": "plain_text_input", "action_id": "words", "min_length": 3})
DAY = field("day", {"type": "datepicker", "action_id": "date"}, optional=True)
STATUS = field(
    "status",
    {
        "type": "static_select",
        "action_id": "pick",
        "initial_option": {"text": WORDS, "value": "progressing"},
        "options": [{"text": WORDS, "value": "progressing"}, {"text": WORDS, "value": "complete"}],
    },
)


def modal(*blocks: dict, **given) -> dict:
    body = {"type": "modal", "callback_id": "form", "title": WORDS, "submit": WORDS}
    return {**body, "blocks": list(blocks), **given}


FORM = modal(NOTE, DAY, STATUS)
HOME = {"type": "home", "blocks": []}


@pytest.fixture
def trigger(slack):
    """Fresh trigger ids: the command goes nowhere, and its trigger is good all the same."""
    return lambda: slack.command("U0LEAD", "/update").trigger_id


def test_a_trigger_opens_one_view(slack, client, trigger, refusal) -> None:
    used = trigger()
    view = client.views_open(trigger_id=used, view=FORM)["view"]
    assert (view["callback_id"], view["root_view_id"]) == ("form", view["id"])
    assert slack.view("U0LEAD").id == view["id"]
    assert slack.view("U0SMT") is None
    answer = refusal(client.views_open, trigger_id=used, view=FORM)
    assert answer == {"ok": False, "error": "exchanged_trigger_id"}


def test_a_trigger_lives_three_seconds(client, trigger, wall, refusal) -> None:
    in_time, too_late = trigger(), trigger()
    wall.passed += 2.5
    client.views_open(trigger_id=in_time, view=FORM)
    wall.passed += 1
    answer = refusal(client.views_open, trigger_id=too_late, view=FORM)
    assert answer["error"] == "expired_trigger_id"


def test_a_made_up_trigger_is_invalid(client, refusal) -> None:
    answer = refusal(client.views_open, trigger_id="1.2.three", view=FORM)
    assert answer["error"] == "invalid_trigger_id"


def test_a_faulty_view_is_refused_and_leaves_the_trigger_good(client, trigger, refusal) -> None:
    unspent = trigger()
    fault = "missing required field: title [json-pointer:/view]"
    answer = refusal(client.views_open, trigger_id=unspent, view={"type": "modal", "blocks": []})
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {fault}"]
    client.views_open(trigger_id=unspent, view=FORM)


def test_a_view_may_weigh_a_quarter_of_a_megabyte(client, trigger, refusal) -> None:
    heavy = [{"type": "section", "text": {**WORDS, "text": "x" * 2_900}} for _ in range(90)]
    answer = refusal(client.views_open, trigger_id=trigger(), view=modal(*heavy))
    assert answer["error"] == "view_too_large"


def test_three_views_lie_on_one_another_and_no_more(slack, client, trigger, refusal) -> None:
    first = client.views_open(trigger_id=trigger(), view=FORM)["view"]
    second = client.views_push(trigger_id=trigger(), view=FORM)["view"]
    third = client.views_push(trigger_id=trigger(), view=FORM)["view"]
    assert (second["previous_view_id"], third["root_view_id"]) == (first["id"], first["id"])
    answer = refusal(client.views_push, trigger_id=trigger(), view=FORM)
    assert answer["error"] == "push_limit_reached"
    reply = slack.close_view("U0LEAD", slack.view("U0LEAD"))
    assert reply.view.id == second["id"]


def test_nothing_is_pushed_on_nothing(client, trigger, refusal) -> None:
    assert refusal(client.views_push, trigger_id=trigger(), view=FORM)["error"] == "not_found"


def test_an_update_by_an_old_hash_conflicts(client, trigger, refusal) -> None:
    view = client.views_open(trigger_id=trigger(), view=FORM)["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)["view"]
    assert newer["hash"] != view["hash"]
    answer = refusal(client.views_update, view_id=view["id"], hash=view["hash"], view=FORM)
    assert answer["error"] == "hash_conflict"


def test_an_external_id_belongs_to_one_view(client, trigger, refusal) -> None:
    named = modal(external_id="mine")
    client.views_open(trigger_id=trigger(), view=named)
    client.views_update(external_id="mine", view=named)
    answer = refusal(client.views_push, trigger_id=trigger(), view=named)
    assert answer["error"] == "duplicate_external_id"


def test_a_home_tab_is_replaced_unless_its_hash_is_old(slack, client, refusal) -> None:
    first = client.views_publish(user_id="U0LEAD", view=HOME)["view"]
    again = client.views_publish(user_id="U0LEAD", view=HOME, hash=first["hash"])["view"]
    assert again["id"] == first["id"] == slack.home("U0LEAD").id
    answer = refusal(client.views_publish, user_id="U0LEAD", view=HOME, hash=first["hash"])
    assert answer["error"] == "hash_conflict"


@pytest.fixture
def form(slack, app: App, by_http):
    """The form, open before the lead, and a Bolt that answers it as the note says."""

    @app.command("/form")
    def open_form(ack, command, client) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=FORM)
        ack()

    @app.view("form")
    def submitted(ack, view) -> None:
        values = view["state"]["values"]
        app.heard.append(values)
        ack(**json.loads(values["note"]["words"]["value"]))

    app.heard = []
    with by_http(app, slack):
        slack.command("U0LEAD", "/form")
        yield slack.view("U0LEAD")


def test_slack_itself_asks_for_what_is_missing(slack, app, form) -> None:
    reply = slack.submit_view("U0LEAD", form, {})
    assert reply.errors == {"note": "Please complete this required field."}
    reply = slack.submit_view("U0LEAD", form, {"note": "no"})
    assert reply.errors == {"note": "This must be at least 3 characters."}
    assert app.heard == []


def test_a_form_hands_over_all_that_stands_in_it(slack, app, form) -> None:
    reply = slack.submit_view("U0LEAD", form, {"words": "{ }", "day": "2015-03-31"})
    assert (reply.view, reply.error) == (None, "")
    (values,) = app.heard
    assert values["day"]["date"] == {"type": "datepicker", "selected_date": "2015-03-31"}
    assert values["status"]["pick"]["selected_option"]["value"] == "progressing"


ERRORS = {"response_action": "errors", "errors": {"note": "Say more."}}
STRAY = {"response_action": "errors", "errors": {"elsewhere": "Say more."}}
UPDATE = {"response_action": "update", "view": modal(callback_id="second")}
PUSH = {"response_action": "push", "view": modal(callback_id="second")}
CLEAR = {"response_action": "clear"}
FAULTY = {"response_action": "update", "view": {"type": "modal"}}


@pytest.mark.parametrize(
    ("answer", "left", "errors", "error"),
    [
        (ERRORS, "form", {"note": "Say more."}, ""),
        (STRAY, "form", {}, "invalid_view_response"),
        (UPDATE, "second", {}, ""),
        (PUSH, "second", {}, ""),
        (CLEAR, None, {}, ""),
        (FAULTY, "form", {}, "invalid_arguments"),
    ],
)
def test_the_form_does_as_it_is_answered(slack, form, answer, left, errors, error) -> None:
    reply = slack.submit_view("U0LEAD", form, {"note": json.dumps(answer)})
    shown = reply.view.body["callback_id"] if reply.view else None
    assert (shown, reply.errors, reply.error) == (left, errors, error)


def test_an_option_that_is_not_offered_cannot_be_picked(slack, form) -> None:
    with pytest.raises(LookupError):
        slack.submit_view("U0LEAD", form, {"note": "hello", "status": "abandoned"})
    with pytest.raises(LookupError):
        slack.submit_view("U0LEAD", form, {"notes": "hello"})
    with pytest.raises(PermissionError):
        slack.submit_view("U0SMT", form, {"note": "hello"})


def test_a_form_is_opened_and_answered_either_way(slack, app: App, connected) -> None:
    @app.command("/form")
    def open_form(ack, command, client) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=FORM)
        ack()

    app.view("form")(lambda ack: ack(**ERRORS))
    with connected(app, slack):
        assert slack.command("U0LEAD", "/form").error == ""
        reply = slack.submit_view("U0LEAD", slack.view("U0LEAD"), {"note": "hello"})
    assert reply.errors == {"note": "Say more."}


def test_the_app_hears_of_a_closed_form_that_it_asked_about(slack, app: App, by_socket) -> None:
    closed = []

    @app.view_closed("form")
    def hear(ack, body) -> None:
        closed.append(body["user"]["id"])
        ack()

    used = slack.command("U0LEAD", "/form").trigger_id
    with by_socket(app, slack):
        app.client.views_open(trigger_id=used, view=modal(NOTE, notify_on_close=True))
        slack.close_view("U0LEAD", slack.view("U0LEAD"))
    assert closed == ["U0LEAD"]
    assert slack.view("U0LEAD") is None
