"""How people put what they want: registers, openings and endings around their clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agentgym.sampling import Draws
from agentgym_synth.maker.written import capital


@dataclass(frozen=True, slots=True)
class Register:
    """A way of speaking.

    Attributes:
        greetings: What may come first.
        one: Frames around one clause; `{c}` is the clause, `{C}` with a capital.
        also: Frames around each further clause.
        sentence: Frames around a whole sentence.
        ask: Frames around a question.
        thanks: What may come last.
        letter: It is written on lines of its own, and signed.
    """

    greetings: tuple[str, ...]
    one: tuple[str, ...]
    also: tuple[str, ...]
    ask: tuple[str, ...] = ("{q}",)
    thanks: tuple[str, ...] = ("",)
    letter: bool = False


_OPENERS = frozenset(
    "What When Who Whose Which Where Why How Is Are Was Were Does Do Did Has Have Had Can Could "
    "May Should Will Would On In At By For From To Until Since Of Under With Against".split()
)
REGISTERS = (
    Register(
        ("", ""),
        ("Please {c}.", "Can you {c}?", "{C}, please."),
        ("Please also {c}.", "And please {c}.", "Also, {c}."),
    ),
    Register(
        ("Hello,", "Good morning,", ""),
        ("could you {c}?", "could you please {c}?", "would you {c}, please?"),
        ("Could you also {c}?", "And would you {c}, please?", "Please also {c}."),
        ("{q}", "I have a question: {q}"),
        ("Thank you.", "Many thanks.", ""),
    ),
    Register(
        ("",),
        ("{C}.", "Need you to {c}."),
        ("Also {c}.", "And {c}.", "Then {c}."),
        ("{Q}",),
        ("Thanks.", ""),
    ),
    Register(
        ("Hi,", "Hi there,", "Hello again,"),
        ("can you {c}?", "when you get a minute, could you {c}?", "I need you to {c}."),
        ("Oh, and {c}.", "While you're at it, {c}.", "And can you {c}?"),
        ("quick question: {q}", "just wondering: {q}"),
        ("Thanks a lot!", "Cheers.", "Thanks!"),
    ),
    Register(
        ("Good morning,", "Hello,", "Hello,"),
        ("I would be grateful if you could {c}.", "please could you {c}."),
        ("I would also ask you to {c}.", "Please also {c}.", "And please {c}."),
        ("I have a question: {q}",),
        ("Kind regards", "Many thanks", "Best wishes"),
        letter=True,
    ),
)
#: What comes before several wishes that need have nothing to do with each other.
LISTS = (
    "I have a few things for you.",
    "There are a few things to see to.",
    "A few things, please.",
    "Several things today.",
    "Here is what needs doing.",
)
_MANY = 3
#: Who is heard, and writes no letter.
_ALOUD = re.compile(r"\b(?:speaking|calling)\b")
FOLLOW_UPS = (
    "One more thing: {c}.",
    "Thanks. Now please {c}.",
    "Great. Could you also {c}?",
    "While I have you: {c}, please.",
    "Perfect. Next, {c}.",
    "Then there is something else: please {c}.",
)
SENTENCES = ("{C}.", "Thanks. {C}.", "One more thing: {c}.", "Good. {C}.")
QUESTIONS = ("{Q}", "Thanks. {Q}", "And one question: {q}", "By the way, {q}")
#: What only somebody says who has been told something.
FURTHER_QUESTIONS = ("{Q}", "Thanks. {Q}", "And another question: {q}", "Good to know. {Q}")
SECOND_THOUGHTS = (
    "Sorry, change of plan: {c}.",
    "Actually, on second thoughts, {c}.",
    "I've changed my mind: {c}, please.",
    "Ah, that won't do after all. Please {c}.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """Something to be put into words.

    Attributes:
        text: A clause, a sentence in lower case, or a question.
        form: Which of the three.
        tail: A sentence that comes right after it.
    """

    text: str
    form: Literal["clause", "sentence", "question"]
    tail: str = ""


def registers(intro: str) -> tuple[Register, ...]:
    """The ways of speaking that go with how somebody says who they are."""
    if intro and not _ALOUD.search(intro):
        return REGISTERS
    return tuple(register for register in REGISTERS if not register.letter)


def opening(draws: Draws, register: Register, intro: str, wishes: Sequence[Said], sign: str) -> str:
    """What somebody says first.

    Args:
        draws: Decides.
        register: Their way of speaking.
        intro: A sentence that says who they are, or nothing.
        wishes: What they want.
        sign: The name under a letter, or nothing.
    """
    greeting = draws.choice(register.greetings)
    if sign and greeting.startswith("Hello again"):
        # Who says who they are has not been here before.
        greeting = "Hello,"
    several = draws.choice(LISTS) if len(wishes) >= _MANY else ""
    lead = " ".join(part for part in (intro, several) if part)
    if lead and not register.letter:
        greeting = greeting.replace(",", ".")
    begins = register.letter or bool(lead) or not greeting
    body = _body(draws, register, wishes, begins=begins)
    thanks = draws.choice(register.thanks)
    if register.letter:
        lines = [greeting, "", f"{lead} {body}".strip() if lead else body]
        lines += ["", f"{thanks},\n{sign}" if sign else f"{thanks}"]
        return "\n".join(lines).strip()
    return " ".join(part for part in (greeting, lead, body, thanks) if part)


def follow_up(draws: Draws, wish: Said, used: Sequence[str], *, told: bool) -> str:
    """The frame for what somebody says after an answer.

    Args:
        draws: Decides.
        wish: What they want now.
        used: The frames of what they said before.
        told: The answer was one to a question.
    """
    questions = FURTHER_QUESTIONS if told else QUESTIONS
    frames = {"question": questions, "sentence": SENTENCES, "clause": FOLLOW_UPS}[wish.form]
    return draws.choice([frame for frame in frames if frame not in used] or frames)


def second_thoughts(draws: Draws, text: str) -> str:
    """What somebody says who wants something else after all."""
    return _put(draws.choice(SECOND_THOUGHTS), text)


def put(frame: str, wish: Said) -> str:
    """A wish in its frame."""
    return " ".join(part for part in (_put(frame, wish.text), wish.tail) if part)


def _body(draws: Draws, register: Register, wishes: Sequence[Said], *, begins: bool) -> str:
    sentences: list[str] = []
    also = draws.shuffled(register.also)
    for number, wish in enumerate(wishes):
        if wish.form == "question":
            frame = draws.choice(register.ask) if number == 0 else "{Q}"
        elif wish.form == "sentence":
            frame = "{c}."
        else:
            frame = draws.choice(register.one) if number == 0 else also[number % len(also)]
        sentence = put(frame, wish)
        sentences.append(capital(sentence) if number or begins else sentence)
    return " ".join(sentences)


def _put(frame: str, text: str) -> str:
    whole = frame.replace("{c}", text).replace("{C}", capital(text))
    return whole.replace("{q}", _lowered(text)).replace("{Q}", capital(text))


def _lowered(text: str) -> str:
    """The text with a small first letter, unless its first word has a capital of its own."""
    first = text.split(maxsplit=1)[0]
    return text[:1].lower() + text[1:] if first in _OPENERS else text
