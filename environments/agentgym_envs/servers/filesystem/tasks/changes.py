"""Tasks in which something is corrected or added."""

from __future__ import annotations

from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.filesystem.model import Folder, edits, makes, puts
from agentgym_envs.servers.filesystem.tasks.looking import (
    edit,
    file,
    find,
    ls,
    make,
    read,
    read_all,
    tree,
    write,
)

_NUMBERS = ("+49 40 555 0142", "+49 40 555 0166")
_MAIL = ("hello@ferrant-words.example", "post@ferrant-words.example")
_TENDER = (("Status: open", "Status: paid"), ("Paid on: -", "Paid on: 2025-03-07"))
_LEFT = ("104,Oskar Lind,2014,masters\n", "104,180,\n")
_BACKUP = (
    ("keep_days = 30", "keep_days = 90"),
    ("exclude = trash, inbox", "exclude = trash, inbox, travel"),
)
_TERMS = (
    ("Pinne,tiller\n", "Pinne,tiller\nPoller,bollard\n"),
    ("Spill,capstan\n", "Spill,capstan\nSpring,spring line\n"),
)
_AGREED = "Agreed: 2025-03-10"
_SWAP = (
    ("15 March: Greta Moll", "15 March: Yusuf Demir"),
    ("5 April: Yusuf Demir", "5 April: Greta Moll"),
)
_QUOTE = (
    "Quote for: Northgate Museum\nText: Canal voices\nWords: 2400\nRate: 0.13 EUR per word\n"
    "Delivery: 2025-05-02\n"
)
_TEMPLATE = (
    "Dear CLIENT,\nour invoice NUMBER was due on DATE. Please let me know when I may expect it.\n"
    "Nadia Ferrant\n"
)
_FILLED = (("CLIENT", "Atelier Lumen"), ("NUMBER", "INV-2025-002"), ("DATE", "2025-02-16"))
_REMINDER = "invoices/sent/2025/reminder.txt"
_MINUTES = """# Committee, 6 March 2025

Present: Tamsin Oakes (captain), Nadia Ferrant (secretary), Greta Moll (treasurer)

- Dundry goes to the boatbuilder in Saltford on 17 March.
- The clubhouse is closed on Easter Sunday.
"""
_REPAIRS = "Blue Heron\nDundry\nFloating Harbour\n"

_PROJECT = "projects/2025/deck-manual/project.txt"
_CONTACT = "clients/brandt-maritime/contact.txt"
_INVOICE = "invoices/sent/2025/INV-2025-004.txt"

DRAFTS: tuple[Draft[Folder], ...] = (
    Draft(
        "new-number-for-jonas",
        "change",
        (
            turn(
                """Jonas Brandt has a new telephone number: +49 40 555 0166. Please correct it
                wherever his old one still stands.""",
                ls(),
                tree("clients"),
                tree("projects"),
                read_all("address-book.csv", _CONTACT, _PROJECT),
                edit("address-book.csv", _NUMBERS),
                edit(_CONTACT, _NUMBERS),
                edit(_PROJECT, _NUMBERS),
                does=[edits(path, *_NUMBERS) for path in ("address-book.csv", _CONTACT, _PROJECT)],
            ),
        ),
        "his number stands in three files; his colleague's differs in the last digit only",
        (file("Jonas Brandt", "path LIKE 'clients/%' AND text LIKE '%Jonas Brandt%'", _CONTACT),),
    ),
    Draft(
        "tender-was-paid",
        "change",
        (
            turn(
                """Solis Energy have paid the invoice for the tender documents, the money came on
                7 March. Please note it on the invoice, the way it stands on the others that are
                paid.""",
                ls(),
                tree("invoices"),
                read("invoices/sent/2025/INV-2025-001.txt"),
                read(_INVOICE),
                edit(_INVOICE, *_TENDER),
                does=[edits(_INVOICE, *pair) for pair in _TENDER],
            ),
        ),
        "paid invoices say Status: paid, and the date",
        (
            file(
                "the invoice for the tender documents",
                "path LIKE 'invoices/sent/%' AND text LIKE '%For: Tender documents%'",
                _INVOICE,
            ),
        ),
    ),
    Draft(
        "two-terms-for-the-glossary",
        "change",
        (
            turn(
                """Two terms for the maritime glossary, each in its place in the alphabet:
                Poller is bollard, and Spring is spring line.""",
                ls(),
                ls("glossaries"),
                read("glossaries/maritime-de-en.csv"),
                edit("glossaries/maritime-de-en.csv", *_TERMS),
                does=[edits("glossaries/maritime-de-en.csv", *pair) for pair in _TERMS],
            ),
        ),
        "after Pinne, and between Spill and Winde",
        (
            file(
                "the maritime glossary",
                "path LIKE 'glossaries/%maritime%'",
                "glossaries/maritime-de-en.csv",
            ),
        ),
    ),
    Draft(
        "oskar-has-left",
        "change",
        (
            turn(
                """Oskar Lind has left the club. Please take him out of the list of members and
                out of this year's list of fees.""",
                ls(),
                ls("club"),
                read_all("club/members.csv", "club/fees-2025.csv"),
                edit("club/members.csv", (_LEFT[0], "")),
                edit("club/fees-2025.csv", (_LEFT[1], "")),
                does=[
                    edits("club/members.csv", _LEFT[0], ""),
                    edits("club/fees-2025.csv", _LEFT[1], ""),
                ],
            ),
        ),
        "his line goes from both; the minutes stay as they were",
        (
            file("the list of members", "path LIKE 'club/members%'", "club/members.csv"),
            file("this year's list of fees", "path LIKE 'club/fees-2025%'", "club/fees-2025.csv"),
        ),
    ),
    Draft(
        "keep-backups-longer",
        "change",
        (
            turn(
                """Backups should be kept for 90 days from now on, and please leave the travel
                folder out of them as well, at the end of what is left out already.""",
                ls(),
                ls("config"),
                read("config/backup.ini"),
                edit("config/backup.ini", *_BACKUP),
                does=[edits("config/backup.ini", *pair) for pair in _BACKUP],
            ),
        ),
        "two settings, written as they are",
        (file("Backups", "path LIKE 'config/%backup%'", "config/backup.ini"),),
    ),
    Draft(
        "better-rates",
        "change",
        (
            turn(
                """Good news: every client that paid less than 0.13 EUR per word for a translation
                has agreed today to pay 0.13. Please put that into their rates, with the date of
                today's agreement.""",
                ls(),
                ls("clients"),
                ls("clients/atelier-lumen"),
                find("clients", "**/rates.txt"),
                read_all(
                    *(
                        f"clients/{client}/rates.txt"
                        for client in (
                            "atelier-lumen",
                            "brandt-maritime",
                            "helvetia-chronos",
                            "northgate-museum",
                            "quinta-do-vale",
                            "solis-energy",
                        )
                    )
                ),
                edit(
                    "clients/atelier-lumen/rates.txt",
                    ("Translation: 0.12", "Translation: 0.13"),
                    ("Agreed: 2022-02-14", _AGREED),
                ),
                edit(
                    "clients/quinta-do-vale/rates.txt",
                    ("Translation: 0.11", "Translation: 0.13"),
                    ("Agreed: 2021-09-20", _AGREED),
                ),
                does=[
                    edits("clients/atelier-lumen/rates.txt", "0.12", "0.13"),
                    edits("clients/atelier-lumen/rates.txt", "2022-02-14", "2025-03-10"),
                    edits("clients/quinta-do-vale/rates.txt", "0.11", "0.13"),
                    edits("clients/quinta-do-vale/rates.txt", "2021-09-20", "2025-03-10"),
                ],
            ),
        ),
        "two clients pay less; the museum pays 0.13 already and keeps its date",
        (
            file(
                "less than 0.13 EUR per word",
                "path LIKE 'clients/%' AND text LIKE '%Translation: 0.12%'",
                "clients/atelier-lumen/rates.txt",
            ),
            file(
                "less than 0.13 EUR per word",
                "path LIKE 'clients/%' AND text LIKE '%Translation: 0.11%'",
                "clients/quinta-do-vale/rates.txt",
            ),
        ),
    ),
    Draft(
        "duties-swapped",
        "change",
        (
            turn(
                """Greta and Yusuf have swapped their Saturdays at the boathouse. Please change the
                rota.""",
                ls(),
                ls("club"),
                read("club/rota.txt"),
                edit("club/rota.txt", *_SWAP),
                does=[edits("club/rota.txt", *pair) for pair in _SWAP],
            ),
        ),
        "each has one Saturday",
        (file("the rota", "path LIKE 'club/%rota%'", "club/rota.txt"),),
    ),
    Draft(
        "new-e-mail-address",
        "change",
        (
            turn(
                """My address hello@ferrant-words.example is now post@ferrant-words.example. Please
                change it on the website and in my signature.""",
                ls(),
                ls("config"),
                read_all("config/website.toml", "config/signature.txt"),
                edit("config/website.toml", _MAIL),
                edit("config/signature.txt", _MAIL),
                does=[
                    edits(f"config/{name}", *_MAIL) for name in ("website.toml", "signature.txt")
                ],
            ),
        ),
        "both files of the configuration; the old signature in the trash has another address",
        (
            file("the website", "path LIKE 'config/%website%'", "config/website.toml"),
            file("my signature", "path LIKE 'config/%signature%'", "config/signature.txt"),
        ),
    ),
    Draft(
        "minutes-of-march",
        "change",
        (
            turn(
                "Please put the minutes of last Thursday's committee meeting with the others "
                "of the club, under the name 2025-03-06.md. The text, exactly:\n\n" + _MINUTES,
                ls(),
                tree("club"),
                write("club/minutes/2025-03-06.md", _MINUTES),
                does=[puts("club/minutes/2025-03-06.md", _MINUTES)],
            ),
        ),
        "the text is dictated",
        (file("with the others", "path LIKE 'club/%minutes' AND text IS NULL", "club/minutes"),),
    ),
    Draft(
        "quote-for-the-museum",
        "change",
        (
            turn(
                """Please fill in my quote template for the Northgate Museum: the text is Canal
                voices, 2400 words, at the rate per word that I have with them, delivery
                2025-05-02. It goes into a new project folder canal-voices of this year, as
                quote.txt.""",
                ls(),
                ls("templates"),
                tree("clients"),
                read_all("templates/quote.txt", "clients/northgate-museum/rates.txt"),
                tree("projects"),
                make("projects/2025/canal-voices"),
                write("projects/2025/canal-voices/quote.txt", _QUOTE),
                does=[
                    makes("projects/2025/canal-voices"),
                    puts("projects/2025/canal-voices/quote.txt", _QUOTE),
                ],
            ),
        ),
        "five lines; the rate is 0.13",
        (
            file("my quote template", "path LIKE 'templates/%quote%'", "templates/quote.txt"),
            file(
                "the Northgate Museum",
                "path LIKE 'clients/%/contact.txt' AND text LIKE '%Northgate Museum%'",
                "clients/northgate-museum/contact.txt",
            ),
        ),
    ),
    Draft(
        "reminder-for-atelier-lumen",
        "change",
        (
            turn(
                """One of Atelier Lumen's invoices is overdue. Please write them a reminder from my
                template: fill in their name, the number of the invoice and the date it was due,
                all as they stand on the invoice, and leave the rest of the wording as it is. Save
                it as reminder.txt beside the invoice.""",
                ls(),
                tree("invoices"),
                ls("templates"),
                read_all(
                    "templates/reminder.txt",
                    "invoices/sent/2025/INV-2025-002.txt",
                    "invoices/sent/2025/INV-2025-006.txt",
                ),
                write(_REMINDER, _TEMPLATE),
                edit(_REMINDER, *_FILLED),
                does=[puts(_REMINDER, _TEMPLATE), *(edits(_REMINDER, *pair) for pair in _FILLED)],
            ),
        ),
        "one of theirs was due before today; the template has three places to fill in",
        (
            file(
                "One of Atelier Lumen's invoices",
                "path LIKE 'invoices/sent/%' AND text LIKE '%Client: Atelier Lumen%' AND "
                "text LIKE '%Status: open%' AND substr(text, instr(text, 'Due: ') + 5, 10) "
                "< '2025-03-10'",
                "invoices/sent/2025/INV-2025-002.txt",
            ),
        ),
    ),
    Draft(
        "boats-to-repair",
        "change",
        (
            turn(
                """Please make a file repairs.txt in the club's folder that lists the boats that
                need repair: only their names, one a line, in alphabetical order.""",
                ls(),
                ls("club"),
                read("club/boats.csv"),
                write("club/repairs.txt", _REPAIRS),
                does=[puts("club/repairs.txt", _REPAIRS)],
            ),
        ),
        "three boats",
        (file("the boats", "path LIKE 'club/%boats%'", "club/boats.csv"),),
    ),
)
