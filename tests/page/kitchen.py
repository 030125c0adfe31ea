"""A small Bolt app that says everything that Block Kit has, and answers forms in every way."""

from typing import Any

from slack_bolt import Ack, App

STATUSES = [("Not started", "not_started"), ("Complete", "completed"), ("Residual", "residual")]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def option(words: str, value: str) -> dict[str, Any]:
    return {"text": plain(words), "value": value}


OPTIONS = [option(words, value) for words, value in STATUSES]
SURE = {
    "title": plain("Close it?"),
    "text": mrkdwn("This closes *4.2*."),
    "confirm": plain("Close it"),
    "deny": plain("Leave it"),
}


def field(block_id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    element = {"action_id": block_id, **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        **more,
    }


def choice(kind: str, words: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "placeholder": plain(words), **more}


FIELDS = [
    field("note", "What has happened", {"type": "plain_text_input", "multiline": True}),
    field("short", "In a word", {"type": "plain_text_input", "max_length": 40}, optional=True),
    field("percent", "Per cent", {"type": "number_input", "is_decimal_allowed": False}),
    field("mail", "Email", {"type": "email_text_input"}, optional=True),
    field("day", "New end date", {"type": "datepicker", "initial_date": "2015-03-31"}),
    field("time", "At", {"type": "timepicker", "initial_time": "09:00"}),
    field("moment", "Exactly when", {"type": "datetimepicker"}, optional=True),
    field("status", "Status", choice("static_select", "Which", options=OPTIONS)),
    field("all", "All that apply", choice("multi_static_select", "Some", options=OPTIONS)),
    field("who", "Who", choice("users_select", "Somebody")),
    field("where", "Where", choice("channels_select", "A channel"), optional=True),
    field("rating", "Rating", {"type": "radio_buttons", "options": OPTIONS}),
    field("ticks", "Seen by", {"type": "checkboxes", "options": OPTIONS}, optional=True),
    field("evidence", "Evidence", {"type": "file_input", "filetypes": ["txt"]}, optional=True),
]


def modal(title: str, blocks: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    named = {"title": plain(title), "submit": plain("Save"), "close": plain("Cancel")}
    return {"type": "modal", "callback_id": "form", **named, "blocks": blocks, **more}


RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Rich and bold", "style": {"bold": True}},
                {"type": "emoji", "name": "tada"},
                {"type": "user", "user_id": "U0LEAD"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "A point"}]}
            ],
        },
    ],
}
EVERYTHING: list[dict[str, Any]] = [
    {"type": "header", "text": plain("Everything :tada:")},
    {
        "type": "section",
        "text": mrkdwn(
            "*bold* _italic_ ~struck~ `code` <https://example.org/plan|a link> <@U0LEAD> "
            "&lt;b&gt; 4\u2060*2\u2060*1 :white_check_mark:\n&gt; quoted\n```first\nsecond```"
        ),
    },
    {"type": "section", "fields": [mrkdwn("*Status*\nresidual"), plain("Due\n31 March")]},
    {"type": "divider"},
    {
        "type": "section",
        "text": mrkdwn("With a menu"),
        "accessory": {"type": "overflow", "action_id": "menu", "options": OPTIONS[:2]},
    },
    {
        "type": "section",
        "text": mrkdwn("With a choice"),
        "accessory": choice("static_select", "Status", action_id="choose", options=OPTIONS),
    },
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "open",
                "text": plain("Open a form"),
                "style": "primary",
            },
            {"type": "button", "action_id": "risky", "text": plain("Close 4.2"), "confirm": SURE},
            {"type": "datepicker", "action_id": "pick", "initial_date": "2015-03-20"},
        ],
    },
    {
        "type": "context",
        "elements": [
            mrkdwn("In *context*"),
            {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a chart"},
        ],
    },
    {"type": "image", "image_url": "https://example.org/b.png", "alt_text": "a picture"},
    RICH,
    {"type": "section", "text": plain("Plain *not bold* :warning:")},
    {
        "type": "section",
        "text": mrkdwn("What the page does not know"),
        "accessory": choice("external_select", "Far away", action_id="far"),
    },
]


class Kitchen:
    """The app, and what it was told."""

    def __init__(self, app: App) -> None:
        self.acted: list[dict[str, Any]] = []
        self.submitted: list[dict[str, Any]] = []
        app.command("/everything")(self.everything)
        app.event("app_home_opened")(self.home)
        app.event("message")(self.message)
        for action in ("open", "risky", "menu", "choose", "pick", "far"):
            app.action(action)(self.act)
        app.view("form")(self.submit)
        self.client = app.client

    def everything(self, ack: Ack, command: dict[str, Any]) -> None:
        ack(text="Only for you: here it comes")
        self.client.chat_postMessage(
            channel=command["channel_id"], text="Everything", blocks=EVERYTHING
        )

    def message(self, event: dict[str, Any]) -> None:
        if event["channel_type"] == "im" and not (event.get("bot_id") or event.get("subtype")):
            self.client.chat_postMessage(
                channel=event["channel"],
                text=f"heard: {event['text']}",
                thread_ts=event.get("thread_ts") or event["ts"],
            )

    def home(self, event: dict[str, Any]) -> None:
        blocks = [
            {"type": "header", "text": plain("Your actions")},
            {
                "type": "actions",
                "elements": [{"type": "button", "action_id": "open", "text": plain("Update 4.2")}],
            },
        ]
        self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    def act(self, ack: Ack, body: dict[str, Any]) -> None:
        ack()
        self.acted.append(body["actions"][0])
        if body["actions"][0]["action_id"] == "open":
            self.client.views_open(trigger_id=body["trigger_id"], view=modal("A form", FIELDS))

    def submit(self, ack: Ack, view: dict[str, Any]) -> None:
        values = view["state"]["values"]
        if "note" not in values:
            ack(response_action="clear")
            return
        self.submitted.append(values)
        if values["note"]["note"]["value"] == "wrong":
            ack(response_action="errors", errors={"note": "Say it otherwise"})
        else:
            ack(
                response_action="push",
                view=modal(
                    "Are you done?",
                    [field("more", "More", {"type": "plain_text_input"}, optional=True)],
                ),
            )
