"""Upload in three steps, as the real client does it."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from bot.practice import PracticeSlack

MISSING = {"ok": False, "error": "invalid_arguments"}


def bring(slack: PracticeSlack, url: str, content: bytes, **headers: str) -> str:
    with urlopen(Request(url, content, headers, method="POST")) as answer:
        return answer.read().decode()


def status_of(asked: Request) -> int:
    try:
        with urlopen(asked) as answer:
            return answer.status
    except HTTPError as refused:
        with refused:
            return refused.code


def test_the_clients_own_upload_puts_a_file_in_the_channel(
    slack: PracticeSlack, client: WebClient
) -> None:
    done = client.files_upload_v2(
        channel=slack.channel_id("smt-digest"),
        content="ref,status\n4.2,complete\n",
        filename="plan.csv",
        title="The plan",
        initial_comment="As it stands",
    )
    assert done["file"]["title"] == "The plan"
    said = slack.messages("smt-digest")[-1]
    assert (said.text, said.files[0]["name"]) == ("As it stands", "plan.csv")
    assert said.as_json()["subtype"] == "file_share"
    assert client.files_info(file=done["file"]["id"])["file"]["size"] == 24


def test_a_file_is_fetched_with_the_token_alone(slack: PracticeSlack, client: WebClient) -> None:
    done = client.files_upload_v2(content="secret", filename="note.txt")
    url = done["file"]["url_private"]
    assert status_of(Request(url)) == 403
    with urlopen(Request(url, headers={"Authorization": f"Bearer {slack.bot_token}"})) as answer:
        assert answer.read() == b"secret"


def test_a_form_is_taken_as_well_as_bare_bytes(slack: PracticeSlack, client: WebClient) -> None:
    begun = client.files_getUploadURLExternal(filename="note.txt", length=4)
    form = b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nseen\r\n--b--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert bring(slack, begun["upload_url"], form, **kind) == "OK - 4"
    files = [{"id": begun["file_id"]}]
    client.files_completeUploadExternal(files=files, channel_id=slack.channel_id("smt-digest"))
    assert slack.messages("smt-digest")[-1].files[0]["size"] == 4


def test_a_file_can_go_into_a_thread(slack: PracticeSlack, client: WebClient) -> None:
    channel = slack.channel_id("smt-digest")
    parent = client.chat_postMessage(channel=channel, text="The digest")["ts"]
    client.files_upload_v2(channel=channel, content="x", filename="x.txt", thread_ts=parent)
    assert slack.messages("smt-digest")[-1].thread_ts == parent


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"length": 4}, "invalid_arguments"),
        ({"filename": "a.txt"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": "four"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": 0}, "missing_argument"),
        ({"filename": "a.txt", "length": 2**40}, "file_upload_size_restricted"),
        ({"filename": "a.png", "length": 4, "alt_txt": "a" * 1001}, "alt_txt_too_large"),
    ],
)
def test_what_is_no_beginning_is_refused(
    steady_client: WebClient, refusal, given: dict, error: str
) -> None:
    answer = refusal(steady_client.api_call, api_method="files.getUploadURLExternal", params=given)
    assert (answer["ok"], answer["error"]) == (False, error)


def test_what_is_no_end_is_refused(slack: PracticeSlack, client: WebClient, refusal) -> None:
    channel = slack.channel_id("smt-digest")
    begun = client.files_getUploadURLExternal(filename="a.txt", length=1)
    complete = client.files_completeUploadExternal
    files = [{"id": begun["file_id"]}]
    assert refusal(complete, files=files, channel_id=channel)["error"] == "file_update_failed"
    bring(slack, begun["upload_url"], b"a")
    assert refusal(complete, files=[], channel_id=channel)["error"] == "invalid_arguments"
    assert refusal(complete, files=[{"id": "F0"}])["error"] == "file_not_found"
    assert refusal(complete, files=files, channel_id="C0")["error"] == "channel_not_found"
    plan = slack.channel_id("improvement-plan")
    assert refusal(complete, files=files, channel_id=plan)["error"] == "not_in_channel"
    other = refusal(complete, files=files, channel_id=channel, thread_ts="1.000000")
    assert other["error"] == "thread_not_found"
    assert client.files_completeUploadExternal(files=files, channel_id=channel)["ok"]
    assert refusal(complete, files=files, channel_id=channel)["error"] == "file_not_found"
    assert status_of(Request(begun["upload_url"], b"b", method="POST")) == 404


def test_a_file_that_is_not_complete_is_no_file_yet(client: WebClient, refusal) -> None:
    begun = client.files_getUploadURLExternal(filename="a.txt", length=1)
    assert refusal(client.files_info, file=begun["file_id"])["error"] == "file_not_found"


def test_files_need_their_scope(make_slack, refusal) -> None:
    with make_slack(scopes=["chat:write"]) as slack:
        client = WebClient(slack.bot_token, slack.url, retry_handlers=[])
        answer = refusal(client.files_getUploadURLExternal, filename="a.txt", length=1)
    assert answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "files:write",
        "provided": "chat:write",
    }
