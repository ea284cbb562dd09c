"""Lists of notes, as whiteboards, spreadsheets and people write them."""

import pytest

from canvas.board import Segment
from canvas.import_errors import FileEmpty, FileTooLarge, NothingReadable, NotText, TooManyNotes
from canvas.method import Block
from handlers.paper.reading.decode import MOST, decoded
from handlers.paper.reading.listing import Listing
from handlers.paper.reading.outline import unmarked
from handlers.paper.reading.planning import planned, read_listing

JOB, PAIN, GAIN = Block.JOB, Block.PAIN, Block.GAIN
PARENTS = Segment(id=1, number=1, name="Working parents")
CLOSED = Segment(id=2, number=2, name="Nurses", state="archived")


def notes(listing: Listing) -> list[tuple[Block, str]]:
    return [(item.draft.block, item.draft.text) for item in listing.items]


def csv(text: str, default: Block | None = None) -> Listing:
    return read_listing("board.csv", text, default)


def md(text: str, default: Block | None = None) -> Listing:
    return read_listing("board.md", text, default)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_understood(delimiter: str) -> None:
    rows = [["block", "text", "votes"], ["pain", "Waiting on hold", "3"], ["Jobs", "Feed the family", ""]]
    found = csv("\n".join(delimiter.join(row) for row in rows))
    assert notes(found) == [(PAIN, "Waiting on hold"), (JOB, "Feed the family")]
    assert [item.votes for item in found.items] == [3, 0]
    assert found.unread == ()


@pytest.mark.parametrize(
    "content",
    [
        "block,text\npain,Café fermé".encode(),
        b"\xef\xbb\xbf" + "block,text\r\npain,Café fermé".encode(),
        "block,text\npain,Café fermé".encode("utf-16"),
        "block\ttext\npain\tCafé fermé".encode("utf-16-le"),
        "block,text\npain,Café fermé".encode("utf-16-be"),
        "block,text\rpain,Café fermé".encode("latin-1"),
    ],
)
def test_any_usual_encoding_is_understood(content: bytes) -> None:
    assert notes(csv(decoded(content))) == [(PAIN, "Café fermé")]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"\xef\xbb\xbf \n\t\n", FileEmpty),
        (b"PK\x03\x04rest", NotText),
        (b"%PDF-1.7", NotText),
        (bytes(range(256)) * 8, NotText),
        (b"a" * (MOST + 1), FileTooLarge),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        decoded(content)
    assert "{" not in str(raised.value)


@pytest.mark.parametrize("kind", ["Type", "Category", "Section", "Tags", "Frame", "Kind"])
@pytest.mark.parametrize("text", ["Sticky note", "Content", "Note", "Title", "Idea"])
def test_columns_have_the_names_that_people_use(kind: str, text: str) -> None:
    found = csv(f"{text},{kind},Dot votes,Severity,Persona,Colour\nWaits,Customer pains,2,high,Nurses,#fff")
    (item,) = found.items
    assert (item.draft.block, item.draft.text, item.votes) == (PAIN, "Waits", 2)
    assert (item.draft.rating, item.segment) == (5, "Nurses")
    assert found.left_out == ("Colour",)


def test_a_whiteboards_type_that_names_no_kind_gives_way_to_the_column_that_does() -> None:
    found = csv("Type,Text,Frame,Color\nsticky_note,Waits,Pains,yellow\nsticky_note,Eats,Gain creators,green")
    assert notes(found) == [(PAIN, "Waits"), (Block.GAIN_CREATOR, "Eats")]


def test_bare_sticky_notes_are_of_the_kind_that_is_chosen() -> None:
    text = "Text,Color\nWaiting on hold,yellow\ngain: Eat together,red\n"
    assert notes(csv(text, PAIN)) == [(PAIN, "Waiting on hold"), (GAIN, "Eat together")]
    partly = csv(text)
    assert notes(partly) == [(GAIN, "Eat together")]
    assert [(one.line, one.text) for one in partly.unread] == [(2, "Waiting on hold")]


def test_one_column_without_a_name_is_a_list() -> None:
    assert notes(csv("Waiting on hold\nFood goes off\n", PAIN)) == [(PAIN, "Waiting on hold"), (PAIN, "Food goes off")]


def test_a_table_without_names_is_guessed_by_its_cells() -> None:
    assert notes(csv("pain,Waiting on hold\njob,Feed the family")) == [
        (PAIN, "Waiting on hold"),
        (JOB, "Feed the family"),
    ]


def test_a_column_for_each_kind_gives_a_note_for_each_cell() -> None:
    found = csv("Jobs,Pains,Gains\nFeed,Waits,\n,Spoils,Together\n")
    assert notes(found) == [(JOB, "Feed"), (PAIN, "Waits"), (PAIN, "Spoils"), (GAIN, "Together")]


def test_quotes_line_ends_and_commas_within_cells_belong_to_them() -> None:
    found = csv('block,text\npain,"Waits, and ""waits""\nagain"\n\n,\njob,Feed')
    assert notes(found) == [(PAIN, 'Waits, and "waits" again'), (JOB, "Feed")]
    assert [item.line for item in found.items] == [2, 6]


def test_what_cannot_be_read_is_told_with_its_line_and_reason() -> None:
    found = csv("block,text,state\npain,,\nmonster,Bites,\npain,1234,\npain,Gone,removed\npain,Stays,open\n")
    assert notes(found) == [(PAIN, "Stays")]
    told = {one.line: one.reason for one in found.unread}
    assert told[2] == "it has no text"
    assert "monster" in told[3]
    assert told[4] == "it has no words"
    assert told[5] == "it was removed where it comes from"


def test_a_quote_that_never_ends_swallows_nothing_in_silence() -> None:
    found = csv('block,text\npain,Waits\npain,"Opened\njob,Feed\n')
    assert notes(found)[0] == (PAIN, "Waits")
    assert "Feed" in "".join([text for _, text in notes(found)] + [one.text for one in found.unread])


@pytest.mark.parametrize("cell", ["'=1+1 more", "'@sum", "'-dash", "'+plus one", "'\tx tab"])
def test_the_guard_of_our_own_table_is_taken_off_again(cell: str) -> None:
    found = csv(f'block,text\npain,"{cell}"')
    assert notes(found) == [(PAIN, cell[1:].strip())]


def test_a_long_cell_keeps_its_first_sentence_and_the_rest_as_detail() -> None:
    (item,) = csv(f"block,text\npain,It waits. {'More ' * 100}").items
    assert item.draft.text == "It waits."
    assert item.draft.detail.startswith("More More")


def test_near_duplicates_are_found_within_a_block_of_a_segment() -> None:
    rows = "Nurses,Waiting on hold\nnurses,Waiting  on hold!\nTeens,Waiting on hold\nNurses,Waiting at the counter\n"
    plan = planned(csv(f"segment,text\n{rows}", PAIN), [PARENTS], PARENTS, lambda _, __, ___: "")
    assert [one.above for one in plan.adds] == [0, 2, 0, 0]
    assert len(plan.new) == 3


def test_too_many_notes_are_refused() -> None:
    with pytest.raises(TooManyNotes):
        csv("block,text\n" + "pain,Waits\n" * 1001)


def test_a_file_without_notes_says_what_it_needs() -> None:
    with pytest.raises(NothingReadable):
        csv("colour,size\nred,3")


OUTLINE = """# Dinner on autopilot

Some words about it.

## Working parents

### Customer jobs
- Feed the family
- [ ] social: Look *competent*
  and calm

### Pains (top 5):
1. Waiting on hold
2) See [the study](https://example.com/a_b)

## Nurses on shifts
**Gains**
* Eat together
• required: Works offline

## Notes of the day
- We met at nine
"""


def test_headings_name_kinds_and_segments() -> None:
    found = md(OUTLINE)
    assert [(item.segment, *pair) for item, pair in zip(found.items, notes(found), strict=True)] == [
        ("Working parents", JOB, "Feed the family"),
        ("Working parents", JOB, "Look competent and calm"),
        ("Working parents", PAIN, "Waiting on hold"),
        ("Working parents", PAIN, "See the study (https://example.com/a_b)"),
        ("Nurses on shifts", GAIN, "Eat together"),
        ("Nurses on shifts", GAIN, "Works offline"),
    ]
    assert [item.draft.subtype for item in found.items] == ["", "social", "", "", "", "required"]
    assert [one.text for one in found.unread] == ["Some words about it.", "We met at nine"]
    assert "Notes of the day" in found.unread[1].reason


def test_dashes_before_words_and_many_lines_take_no_time() -> None:
    ruled = f"# Pains\n{'-' * 80} Waiting\n" + "\n".join(f"Pain number {n}" for n in range(150))
    assert len(read_listing("pains.md", ruled).items) == 151


def test_plain_text_with_labels_is_a_list() -> None:
    found = read_listing("notes.txt", "Pains:\nWaiting on hold\nFood goes off\n\nJobs:\nFeed the family\n")
    assert notes(found) == [(PAIN, "Waiting on hold"), (PAIN, "Food goes off"), (JOB, "Feed the family")]


def test_bullets_below_a_bullet_that_names_a_kind_are_of_that_kind() -> None:
    assert notes(md("- Pains\n  - Waits\n  - Spoils\n- Gains\n  - Together")) == [
        (PAIN, "Waits"),
        (PAIN, "Spoils"),
        (GAIN, "Together"),
    ]


def test_a_table_of_markdown_is_a_table() -> None:
    text = "| Block | Text | Votes |\n|---|:--:|--:|\n| pain | Waits \\| and **waits** | 2 |\n| job | Feed | |\n"
    found = md(text)
    assert notes(found) == [(PAIN, "Waits | and waits"), (JOB, "Feed")]
    assert found.items[0].votes == 2


def test_a_table_below_headings_and_bullets_is_read_as_one() -> None:
    text = (
        "# Workshop\n\n## Nurses\n\n### Pains\n- Night shifts (3 votes)\n- No sleep\n\n"
        "| Note | Votes |\n|---|---|\n| Waits \\| again | 2 |\n\nAfter it\n\n### Gains\n* Rest (1 vote)\n"
    )
    found = md(text)
    assert [(item.segment, *pair, item.votes) for item, pair in zip(found.items, notes(found), strict=True)] == [
        ("Nurses", PAIN, "Night shifts", 3),
        ("Nurses", PAIN, "No sleep", 0),
        ("Nurses", PAIN, "Waits | again", 2),
        ("Nurses", PAIN, "After it", 0),
        ("Nurses", GAIN, "Rest", 1),
    ]
    assert [item.line for item in found.items] == [6, 7, 11, 13, 16]


@pytest.mark.parametrize(
    ("heading", "cell", "more"),
    [
        ("How often", "Weekly", {"frequency": "weekly"}),
        ("Moment", "before the job", {"moment": "before"}),
        ("Flavour", "It makes them look bad", {"flavour": "social"}),
        ("Frequency", "now and then", {}),
        ("Context", "only jobs have one", {}),
    ],
)
def test_columns_say_more_of_a_note(heading: str, cell: str, more: dict[str, str]) -> None:
    (item,) = csv(f"kind,text,{heading}\npain,Waits,{cell}").items
    assert item.more == more


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("a \\*b\\* c", "a *b* c"),
        ("**bold** and _it_", "bold and it"),
        ("snake_case_name 2 * 3", "snake_case_name 2 * 3"),
        ("&lt;b&gt; &amp;", "<b> &"),
        ("`code` ~~gone~~", "code gone"),
        ("http:\\//x.y", "http://x.y"),
    ],
)
def test_marks_are_read_not_kept(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain


def test_a_plan_says_where_each_note_goes_and_what_is_there() -> None:
    text = "segment,block,text\n,pain,Waits\n1,pain,waits\nnurses,pain,Night\nTeens,gain,Fun\nTEENS,gain,More fun\n"
    listing = csv(text)
    plan = planned(listing, [PARENTS, CLOSED], PARENTS, lambda _, __, words: "G9" if words == "Fun" else "")
    assert [(one.segment, one.name, one.above) for one in plan.adds] == [
        (1, "Working parents", 0),
        (1, "Working parents", 2),
        (None, "Teens", 0),
        (None, "Teens", 0),
    ]
    assert plan.new_segments == ("Teens",)
    assert [one.line for one in plan.unread] == [4]
    assert len(plan.new) == 3
