"""What each repository keeps comes back as it was, and being asked twice changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from canvas.board import Board, Member
from canvas.errors import NoWorkshop
from canvas.method import Block
from storage.engines import writing_engine
from storage.people import ChannelFact, ChannelMembers, Person
from storage.replies import Reply
from storage.transaction import Transaction
from tests.storage.world import AT, People, World, actor, begin, there


def test_a_channel_has_one_open_workshop_and_a_new_one_after_it_is_finished(people: People, world: World) -> None:
    with pytest.raises(IntegrityError):
        people.does("ben", begin)
    people.does("alice", lambda tx: tx.workshops.change(world.workshop, state="finished"))
    with pytest.raises(NoWorkshop):
        people.sees(lambda tx: tx.workshops.current("C1"))
    second = people.does("ben", begin).workshop
    assert people.sees(lambda tx: tx.workshops.find("C1")) == second
    assert people.sees(lambda tx: tx.workshops.latest_of("ben")) == second
    assert [one.id for one in people.sees(lambda tx: tx.workshops.listing())] == [world.workshop.id, second.id]
    with pytest.raises(NoWorkshop):
        people.sees(lambda tx: tx.workshops.get(0))


def test_people_join_change_their_function_leave_and_come_back(people: People, world: World) -> None:
    workshop = world.workshop.id
    people.does("ben", lambda tx: tx.members.join(workshop, "ben", "sales"))
    people.does("ben", lambda tx: tx.members.join(workshop, "ben", "support"))
    joined = AT + timedelta(seconds=1)
    assert people.sees(lambda tx: tx.members.of(workshop))[1] == Member(user="ben", function="support", joined=joined)
    assert people.does("ben", lambda tx: tx.members.leave(workshop, "ben"))
    assert not people.does("ben", lambda tx: tx.members.leave(workshop, "ben"))
    assert people.sees(lambda tx: tx.members.of(workshop))[1].left == AT + timedelta(seconds=3)
    assert people.sees(lambda tx: tx.workshops.latest_of("ben")) is None
    people.does("ben", lambda tx: tx.members.join(workshop, "ben", "support"))
    assert people.sees(lambda tx: tx.members.of(workshop))[1].left is None


def test_everybody_works_on_the_segment_they_last_chose(people: People, world: World) -> None:
    workshop = world.workshop.id
    second = people.does("alice", lambda tx: tx.segments.add(workshop, "Grandparents"))
    assert people.sees(lambda tx: tx.segments.chosen(workshop, "alice")) is None
    for segment in (second, world.segment, world.segment, second):
        people.does("alice", lambda tx, one=segment: tx.segments.choose(workshop, "alice", one.id))
    people.does("ben", lambda tx: tx.segments.choose(workshop, "ben", world.segment.id))
    assert people.sees(lambda tx: tx.segments.chosen(workshop, "alice")) == second.id
    assert people.sees(lambda tx: tx.segments.chosen(workshop, "ben")) == world.segment.id
    people.does("alice", lambda tx: tx.segments.change(workshop, second, name="Grannies"))
    assert [one.name for one in people.sees(lambda tx: tx.segments.of(workshop))] == ["Working parents", "Grannies"]


def test_a_board_holds_everything_of_its_workshop_and_nothing_else(people: People, world: World) -> None:
    workshop = world.workshop.id
    pain, reliever = people.adds("alice", "Food goes off"), people.adds("ben", "Warns", Block.PAIN_RELIEVER)
    link = people.does("alice", lambda tx: tx.links.put(workshop, reliever, pain, 0.5))
    on_note = people.does("alice", lambda tx: tx.evidence.add(workshop, note=pain.id, text="“A third”", tier=3))
    on_link = people.does("alice", lambda tx: tx.evidence.add(workshop, link=link.id, text="“It warned me”"))
    first = people.does("alice", lambda tx: tx.hypotheses.add(workshop, "We believe …", about="1P1"))
    second = people.does("alice", lambda tx: tx.hypotheses.add(workshop, "We believe too …"))
    people.does("alice", lambda tx: tx.workshops.change(world.workshop, state="finished"))
    other = people.does("ben", begin)
    people.database.write_now(actor(team="T2"), begin)
    board = people.sees(lambda tx: tx.workshops.board(workshop))
    assert board == Board(
        workshop=people.sees(lambda tx: tx.workshops.get(workshop)),
        members=people.sees(lambda tx: tx.members.of(workshop)),
        segments=(world.segment,),
        notes=(pain, reliever),
        links=(link,),
        evidence=(on_note, on_link),
        hypotheses=(first, second),
    )
    assert (first.code, second.code) == ("H1", "H2")
    assert people.sees(lambda tx: tx.evidence.of(link=link.id)) == [on_link]
    assert people.sees(lambda tx: tx.hypotheses.find(workshop, "h2")) == second
    assert people.sees(lambda tx: tx.workshops.board(other.workshop.id)).notes == ()
    assert people.database.read_now("", lambda tx: tx.workshops.board(workshop)) == board, "the program sees all teams"


def test_a_link_that_was_removed_is_the_same_link_when_it_is_made_again(people: People, world: World) -> None:
    workshop = world.workshop.id
    pain, reliever = people.adds("alice", "Food goes off"), people.adds("ben", "Warns", Block.PAIN_RELIEVER)
    link = people.does("alice", lambda tx: tx.links.put(workshop, reliever, pain, 0.5))
    people.does("alice", lambda tx: tx.links.remove(workshop, link))
    assert people.sees(lambda tx: tx.links.of(pain)) == []
    again = people.does("alice", lambda tx: tx.links.put(workshop, reliever, pain, 1.0))
    assert (again.id, again.strength) == (link.id, 1.0)
    assert people.sees(lambda tx: tx.links.of(pain)) == [again]


def test_a_living_message_exists_once_however_often_it_is_put(people: People, world: World) -> None:
    workshop, segment = world.workshop.id, world.segment.id

    def put(tx: Transaction) -> tuple[int, bool]:
        message, new = tx.messages.put(workshop, "C1", "prompt", step=2, segment=segment, block="pain")
        return message.id, new

    first, new = people.does("alice", put)
    assert new
    assert people.does("ben", put) == (first, False)
    assert people.sees(lambda tx: tx.messages.unconfirmed("C1"))
    confirmed = people.does("bot", lambda tx: tx.messages.confirm(first, "100.1"))
    assert people.sees(lambda tx: tx.messages.by_ts("C1", "100.1")) == confirmed
    assert people.sees(lambda tx: tx.messages.find(workshop, "prompt", segment=segment, block="pain")) == confirmed
    assert people.sees(lambda tx: tx.messages.to_redraw(workshop, segment, ["pain", "gain"])) == [confirmed]
    assert people.sees(lambda tx: tx.messages.to_redraw(workshop, segment, ["job"])) == []
    assert not people.sees(lambda tx: tx.messages.unconfirmed("C1"))
    people.does("bot", lambda tx: tx.messages.lose(first))
    assert there(people.sees(lambda tx: tx.messages.get(first))).ts is None


def test_a_replys_newest_version_is_remembered(people: People) -> None:
    written = Reply(channel="C1", ts="100.2", user="alice", thread_ts="100.1", message=7, text="Food goes off")
    edited = Reply(
        channel="C1", ts="100.2", user="alice", thread_ts="100.1", message=7, version="100.9", text="Food", deleted=True
    )
    for reply in (written, edited):
        people.does("alice", lambda tx, reply=reply: tx.replies.put(reply))
        assert people.sees(lambda tx: tx.replies.get("C1", "100.2")) == reply


def test_words_kept_aside_wait_until_they_are_taken_once(people: People) -> None:
    kept = people.does(
        "alice", lambda tx: tx.aside.keep("duplicate", "alice", "Food", channel="C1", ts="100.2", line=1)
    )
    people.does("ben", lambda tx: tx.aside.keep("unknown_thread", "ben", "Late", channel="C1", thread="100.1"))
    assert [one.text for one in people.sees(lambda tx: tx.aside.waiting())] == ["Food", "Late"]
    assert [one.id for one in people.sees(lambda tx: tx.aside.waiting(channel="C1", ts="100.2"))] == [kept]
    assert people.sees(lambda tx: tx.aside.waiting("duplicate", "C2")) == []
    assert people.does("alice", lambda tx: tx.aside.take(kept))
    assert not people.does("alice", lambda tx: tx.aside.take(kept))
    found = there(people.sees(lambda tx: tx.aside.get(kept)))
    assert (found.state, found.data) == ("taken", {"ts": "100.2", "line": 1})


def test_facts_about_people_and_channels_are_replaced_by_newer_ones(people: People) -> None:
    alice = Person(user="alice", name="Alice", zone="Europe/Paris", is_bot=False, deleted=False, fetched=AT)
    moved = Person(user="alice", name="Alice M.", zone="Asia/Tokyo", is_bot=False, deleted=True, fetched=AT)
    for person in (alice, moved):
        people.does("bot", lambda tx, person=person: tx.people.put_person(person))
        assert people.sees(lambda tx: tx.people.person("alice")) == person
    channel = ChannelFact(channel="C1", name="dinner", private=True, fetched=AT)
    people.does("bot", lambda tx: tx.people.put_channel(channel))
    assert people.sees(lambda tx: tx.people.channel("C1")) == channel
    people.does("bot", lambda tx: tx.people.put_members("C1", frozenset({"alice", "ben"})))
    members = ChannelMembers(users=frozenset({"alice", "ben"}), fetched=AT + timedelta(seconds=4))
    assert people.sees(lambda tx: tx.people.members("C1")) == members


def test_a_gesture_is_counted_once_until_it_is_forgotten(people: People) -> None:
    assert people.does("alice", lambda tx: tx.gestures.insert("message:1"))
    assert not people.does("alice", lambda tx: tx.gestures.insert("message:1"))
    people.does("bot", lambda tx: tx.gestures.forget(AT))
    assert not people.does("alice", lambda tx: tx.gestures.insert("message:1"))
    people.does("bot", lambda tx: tx.gestures.forget(AT + timedelta(days=8)))
    assert people.does("alice", lambda tx: tx.gestures.insert("message:1"))


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_sqlite_waits_for_the_disk_follows_references_and_wipes_what_is_deleted(database_url: str) -> None:
    engine = writing_engine(database_url)
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        settings = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    engine.dispose()
    assert settings == ["wal", 2, 1, 1, 10_000]
