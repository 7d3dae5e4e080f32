"""How people put what they want: registers, openings and endings around their clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    ask: tuple[str, ...] = ("{Q}",)
    thanks: tuple[str, ...] = ("",)
    letter: bool = False


REGISTERS = (
    Register(
        ("", ""),
        ("Please {c}.", "Can you {c}?", "{C}, please."),
        ("Please also {c}.", "And please {c}.", "Also, {c}."),
    ),
    Register(
        ("Hello,", "Good morning,", ""),
        ("could you {c}?", "could you please {c}?", "would you {c}, please?"),
        ("Could you also {c}?", "And would you {c}, please?"),
        ("{Q}", "could you tell me something? {Q}"),
        ("Thank you.", "Many thanks.", ""),
    ),
    Register(
        ("",),
        ("{C}.", "Need you to {c}."),
        ("Also {c}.", "And {c}."),
        ("{Q}",),
        ("Thanks.", ""),
    ),
    Register(
        ("Hi,", "Hi there,", "Hello again,"),
        ("can you {c}?", "could you {c} when you get a minute?", "I need you to {c}."),
        ("Oh, and {c}.", "While you're at it, {c}."),
        ("quick question: {q}", "just wondering: {q}"),
        ("Thanks a lot!", "Cheers.", "Thanks!"),
    ),
    Register(
        ("Good morning,", "Hello,", "Dear all,"),
        ("I would be grateful if you could {c}.", "please could you {c}."),
        ("I would also ask you to {c}.", "Please {c} as well."),
        ("could you help me with a question? {Q}",),
        ("Kind regards", "Many thanks", "Best wishes"),
        letter=True,
    ),
)
FOLLOW_UPS = (
    "One more thing: {c}.",
    "Thanks. Now please {c}.",
    "Great. Could you also {c}?",
    "While I have you: {c}, please.",
)
SECOND_THOUGHTS = (
    "Sorry, change of plan: {c}.",
    "Actually, on second thoughts, {c}.",
    "I've changed my mind: {c}, please.",
    "Ah, that won't do after all. Please {c}.",
)
ASKED_FIRST = ("Before anything else: {q}", "First a question: {q}", "{Q}")


@dataclass(frozen=True, slots=True)
class Said:
    """Something to be put into words.

    Attributes:
        text: A clause, a sentence in lower case, or a question.
        form: Which of the three.
    """

    text: str
    form: str


def opening(
    draws: Draws, register: Register, intro: str, because: str, wishes: Sequence[Said], sign: str
) -> str:
    """What somebody says first.

    Args:
        draws: Decides.
        register: Their way of speaking.
        intro: A sentence that says who they are, or nothing.
        because: A sentence that leads up to the wish, or nothing.
        wishes: What they want.
        sign: The name under a letter, or nothing.
    """
    greeting = draws.choice(register.greetings)
    if (intro or because) and not register.letter:
        greeting = greeting.replace(",", ".")
    lead = " ".join(part for part in (intro, because) if part)
    body = _body(draws, register, wishes, begins=bool(lead) or not greeting)
    thanks = draws.choice(register.thanks)
    if register.letter:
        lines = [greeting, "", f"{lead} {body}".strip() if lead else body]
        lines += ["", f"{thanks},\n{sign}" if sign else f"{thanks}"]
        return "\n".join(lines).strip()
    return " ".join(part for part in (greeting, lead, body, thanks) if part)


def follow_up(draws: Draws, wish: Said, *, second_thoughts: bool) -> str:
    """What somebody says after the first answer."""
    if wish.form == "question":
        return _put(draws.choice(("{Q}", "Thanks. {Q}", "And one question: {q}")), wish.text)
    if wish.form == "sentence":
        return capital(wish.text) + "."
    return _put(draws.choice(SECOND_THOUGHTS if second_thoughts else FOLLOW_UPS), wish.text)


def _body(draws: Draws, register: Register, wishes: Sequence[Said], *, begins: bool) -> str:
    sentences: list[str] = []
    also = draws.shuffled(register.also)
    for number, wish in enumerate(wishes):
        if wish.form == "question":
            frame = draws.choice(register.ask) if number == 0 else "{Q}"
        elif wish.form == "sentence":
            frame = "{C}."
        else:
            frame = draws.choice(register.one) if number == 0 else also[number % len(also)]
        sentence = _put(frame, wish.text)
        if "?" in sentence[:-1] and sentence.endswith("?") and wish.form == "clause":
            sentence = _put("Please {c}.", wish.text)
        sentences.append(capital(sentence) if number or begins else sentence)
    return " ".join(sentences)


def _put(frame: str, text: str) -> str:
    whole = frame.replace("{c}", text).replace("{C}", capital(text))
    whole = whole.replace("{q}", text[:1].lower() + text[1:]).replace("{Q}", capital(text))
    # A clause of two sentences ends as a sentence does.
    if ". " in text and whole.endswith("?"):
        whole = whole[:-1] + "."
    return whole
