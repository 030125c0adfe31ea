"""What can be said to the bot."""


def helped() -> str:
    """What can be said here."""
    return (
        "Tell me how an action stands, with its number:\n"
        "• `4.2 complete` or `4.2 done, supervision file relaunched`\n"
        "• `4.2 amber waiting for training`, `red`, `green`, `80%`; several: `4.1 done, 4.3 red`\n"
        "• `4.2 new date 30 April, why` asks for another end date\n"
        "• `6b LAC 97%` records a figure of a measure; `6b?` shows it\n"
        "• `4.2?`, `my actions`, `what's overdue`, `what is due in June`, `history of 4.2`, "
        "`what changed since Monday`\n"
        "• `grant 7.5's new date`, `refuse it, why` where you are asked; `add a risk: Funding`\n"
        "• `undo` takes back your last one\n"
        "All of it works after `/update`, in a message to me, and in a channel where you mention "
        "me. `/update` alone opens a form; `/reminders` shows what is in front of you, `/digest` "
        "where the plan stands, `/plan` its life, risks and what is owed, "
        "`/audit` a form for what you return, `/audit report` last month's figures.\n"
        "Slash commands do not work in threads: there, just reply, and leave the number out.\n"
        "Never write a child's name: use the case code. What looks like one I do not keep; "
        "where I am wrong, an administrator can let it through once."
    )


def nothing_in_front() -> str:
    """Nothing late or soon for this person."""
    return "Nothing of yours is overdue, and nothing is due in the next 14 days."
