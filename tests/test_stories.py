"""The invented stories of eval/stories stay well formed."""

from __future__ import annotations

from eval import stories
from eval.stories import Source, Story

STORIES = stories.load()


def _other(number: int, **changed: object) -> Story:
    """The first story with one report changed."""
    story = STORIES[0]
    reports = list(story.reports)
    reports[number] = reports[number].model_copy(update=changed)
    return story.model_copy(update={"reports": tuple(reports)})


def _found(story: Story) -> list[str]:
    return stories.problems([story, *STORIES[1:]])


def test_the_files_are_well_formed() -> None:
    """Events, languages, sources and lengths are as promised, and independent reports share no sentence."""
    assert stories.problems(STORIES) == []


def test_halves_have_twenty_events_each_and_nothing_in_common() -> None:
    """No event and no sentence of one half stands in the other."""
    fit, test = stories.load("fit"), stories.load("test")
    assert (len(fit), len(test)) == (20, 20)
    assert [sum(story.brief for story in half) for half in (fit, test)] == [8, 8]
    said = [{line for story in half for one in story.reports for line in one.sentences} for half in (fit, test)]
    assert said[0] & said[1] == set()
    assert {story.name for story in fit} & {story.name for story in test} == set()


def test_a_story_has_the_name_of_its_file() -> None:
    """Files and stories go by the same names, each used once."""
    assert [story.name for story in STORIES] == sorted(path.stem for path in stories.FOLDER.glob("*.yml"))


def test_an_unknown_language_is_found() -> None:
    """A code without a file in resources/languages is a fault."""
    assert any("'xx' has no file" in line for line in _found(_other(0, language="xx")))


def test_a_translation_of_nothing_is_found() -> None:
    """`from` must name an independent report of the same event."""
    at = next(n for n, one in enumerate(STORIES[0].reports) if one.made_from)
    found = _found(_other(at, made_from=Source(report="nobody", way="whole")))
    assert any("from 'nobody', which is no independent report" in line for line in found)


def test_a_shared_sentence_is_found() -> None:
    """Two reports with one sentence in common are not independent."""
    text = STORIES[0].reports[0].text
    assert any(" share " in line for line in _found(_other(1, text=text)))


def test_a_missing_event_is_found() -> None:
    """Each half has its twelve events told at length and its eight in briefs."""
    longer = next(story for story in STORIES if not story.brief)
    brief = next(story for story in STORIES if story.brief)
    assert any("11 events, not 12" in line for line in stories.problems([s for s in STORIES if s != longer]))
    assert any("7 events in briefs, not 8" in line for line in stories.problems([s for s in STORIES if s != brief]))


def test_a_brief_that_is_too_long_is_found() -> None:
    """A brief has at most seven sentences, a longer report may have more."""
    at = next(n for n, story in enumerate(STORIES) if story.brief)
    story = STORIES[at]
    first = story.reports[0]
    long = first.model_copy(update={"text": "\n".join(f"Line {n} says so." for n in range(8))})
    changed = story.model_copy(update={"reports": (long, *story.reports[1:])})
    found = stories.problems([*STORIES[:at], changed, *STORIES[at + 1 :]])
    assert f"{story.name}: {first.id}: 8 sentences, not 3 to 7" in found


def test_quoted_reports_hold_a_quotation() -> None:
    """Reports that are said to quote one official put somebody's words in quotation marks."""
    marks = ('"', "„", "“", "«", "»", "”", "「", "'")
    for story in STORIES:
        for one in story.independent:
            if one.id in story.quoted:
                assert any(mark in one.text for mark in marks), (story.name, one.id)
