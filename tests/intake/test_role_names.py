"""One role, however it is spelt."""

import pytest

from bot.rules.role_names import display_name, role_key, split_leads

SAFEGUARDING = "AD Safeguarding and Children's Service Improvement"


@pytest.mark.parametrize(
    "spelling",
    [
        "AD Safeguarding & Children's Service Improvement",
        "AD Safeguarding &amp; Children's Service Improvement",
        "AD Safeguarding&Children's Service Improvement",
        "AD Safeguarding and Children’s Service Improvement",
        "AD Safeguarding and Children´s Service Improvement",
        "ad safeguarding AND children's service improvement",
        "  AD  Safeguarding and\u00a0Children's Service\nImprovement ",
    ],
)
def test_spellings_of_one_role_have_one_key(spelling: str) -> None:
    assert role_key(spelling) == role_key(SAFEGUARDING)


def test_dashes_of_any_kind_are_one() -> None:
    spellings = ["Head of Service - East", "Head of Service – East", "Head of Service—East"]
    assert len({role_key(spelling) for spelling in spellings}) == 1


def test_different_roles_have_different_keys() -> None:
    assert role_key("Head of Service") != role_key("Heads of Service")


def test_a_role_is_shown_with_and_and_a_straight_apostrophe() -> None:
    assert display_name("AD Safeguarding & Children’s Service Improvement") == SAFEGUARDING


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("DCS", ("DCS",)),
        ("DCS; Head of HR", ("DCS", "Head of HR")),
        ("DCS/Head of HR", ("DCS", "Head of HR")),
        ("DCS / Head of HR", ("DCS", "Head of HR")),
        ("DCS\nHead of HR\r\nHeads of Service", ("DCS", "Head of HR", "Heads of Service")),
        # neither a comma nor an "and" parts a role's name, nor the ";" of an "&amp;"
        (
            "AD CIC, Permanency &amp; Children’s Resources;",
            ("AD CIC, Permanency and Children's Resources",),
        ),
        ("AD Child Protection and DCS", ("AD Child Protection and DCS",)),
        # once each, in the first spelling
        ("Head of R & D; HEAD OF R AND D", ("Head of R and D",)),
        ("", ()),
        (" ; / ", ()),
        # nobody yet
        ("N/A", ()),
        ("n/a; DCS", ("DCS",)),
        ("TBC", ()),
        ("DCS / TBC", ("DCS",)),
        ("-", ()),
        ("None", ()),
        ("(Vacant)", ()),
        # a name that begins or ends alike is a name
        ("Naomi Ward / Agency", ("Naomi Ward", "Agency")),
        ("Head of HR/Assurance", ("Head of HR", "Assurance")),
        # listed in one cell
        ("- Head A\n- Head B", ("Head A", "Head B")),
        ("• Head A", ("Head A",)),
    ],
)
def test_leads_are_parted_where_people_part_them(text: str, leads: tuple[str, ...]) -> None:
    assert split_leads(text) == leads
