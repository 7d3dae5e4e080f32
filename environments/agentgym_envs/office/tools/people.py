"""Tools about people: colleagues, teams, projects and contacts outside."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    ID,
    Json,
    arguments,
    audited,
    described,
    listed,
    one_of,
    words,
)
from agentgym_envs.office.tools.steps import PERSON

_DELEGATES = listed(
    "d.delegate_id AS person_id, q.name AS name, d.scope",
    "FROM delegates d JOIN people q ON q.person_id = d.delegate_id WHERE d.owner_id = p.person_id",
    "q.name, d.scope",
)
_DELEGATE_OF = listed(
    "d.owner_id AS person_id, q.name AS name, d.scope",
    "FROM delegates d JOIN people q ON q.person_id = d.owner_id WHERE d.delegate_id = p.person_id",
    "q.name, d.scope",
)
_PROJECTS = listed(
    "j.project_id, j.name",
    "FROM projects j WHERE EXISTS (SELECT 1 FROM project_members m WHERE m.project_id = "
    "j.project_id AND m.person_id = p.person_id)",
    "j.project_id",
)
_MEMBERS = listed(
    "p.person_id, p.name, p.role, p.site_id, p.work_days",
    "FROM people p WHERE p.team_id = t.team_id",
    "p.name",
)
_PROJECT_MEMBERS = listed(
    "p.person_id, p.name, p.email",
    "FROM project_members m JOIN people p USING(person_id) WHERE m.project_id = j.project_id",
    "p.name",
)
_DOCUMENTS = listed(
    "d.document_id, d.name, d.marking",
    "FROM documents d WHERE d.project_id = j.project_id",
    "d.name",
)

TOOLS: list[Json] = [
    {
        "name": "find_people",
        "description": "Find colleagues by words of their name or role, by team or by site; "
        "everything given must match.",
        "input": arguments(
            [],
            text=words(60, "Words that occur in the name or the role."),
            team_id=described(ID, "A team: DIR, HOU, LEA, HER, INT, VIS, TIM, CIV or OFF."),
            site_id=one_of("EDI", "HEL", description="Edinburgh or Helsinki."),
        ),
        "steps": [
            {
                "require": "coalesce(:text, :team_id, :site_id) IS NOT NULL",
                "else": "give words, a team or a site to search for",
            },
            {
                "many": "people",
                "sql": "SELECT p.person_id, p.name, p.role, p.team_id, p.site_id, p.email "
                "FROM people p WHERE (:text IS NULL OR instr(lower(p.name || ', ' || p.role), "
                "lower(:text))) AND (:team_id IS NULL OR p.team_id = :team_id) "
                "AND (:site_id IS NULL OR p.site_id = :site_id) ORDER BY p.name, p.person_id",
            },
            {"return": {"people": ":people"}},
        ],
    },
    {
        "name": "get_person",
        "description": "A colleague's record: role, team, site, line manager, delegates and for "
        "whom they are a delegate, working days and local hours, annual leave left, projects, "
        "out-of-office notice.",
        "input": arguments(person_id=PERSON),
        "steps": [
            {
                "one": "p",
                "sql": "SELECT p.person_id, p.name, p.email, p.extension, p.role, p.grade, "
                "p.team_id, p.site_id, p.manager_id, m.name AS manager, p.work_days, "
                "p.works_from, p.works_to, p.leave_days_left, p.standing_desk, "
                f"{_DELEGATES} AS delegates, {_DELEGATE_OF} AS delegate_of, "
                f"{_PROJECTS} AS projects, o.first_day AS out_from, o.last_day AS out_until, "
                "s.name AS stand_in FROM people p LEFT JOIN people m ON m.person_id = "
                "p.manager_id LEFT JOIN out_of_office o ON o.person_id = p.person_id LEFT JOIN "
                "people s ON s.person_id = o.stand_in_id WHERE p.person_id = :person_id",
                "json": ["delegates", "delegate_of", "projects"],
                "else": "there is no colleague {person_id}",
            },
            {"return": ":p"},
        ],
    },
    {
        "name": "get_team",
        "description": "A team: its members, and how many of them must be present every working "
        "day.",
        "input": arguments(team_id=described(ID, "The team's id, such as HOU.")),
        "steps": [
            {
                "one": "t",
                "sql": f"SELECT t.team_id, t.name, t.minimum_present, {_MEMBERS} AS members "
                "FROM teams t WHERE t.team_id = :team_id",
                "json": ["members"],
                "else": "there is no team {team_id}",
            },
            {"return": ":t"},
        ],
    },
    {
        "name": "find_projects",
        "description": "Find projects by words of their name or client; without words, all.",
        "input": arguments([], text=words(60, "Words of the project's name or the client's.")),
        "steps": [
            {
                "many": "projects",
                "sql": "SELECT j.project_id, j.name, j.client, p.name AS lead, j.stage, "
                "j.submission_on FROM projects j JOIN people p ON p.person_id = j.lead_id "
                "WHERE :text IS NULL OR instr(lower(j.name || ', ' || j.client), lower(:text)) "
                "ORDER BY j.project_id",
            },
            {"return": {"projects": ":projects"}},
        ],
    },
    {
        "name": "get_project",
        "description": "A project: client, lead, stage, submission date, members, and documents "
        "with their marking.",
        "input": arguments(project_id=described(ID, "The project's number, such as 2214.")),
        "steps": [
            {
                "one": "j",
                "sql": "SELECT j.project_id, j.name, j.client, j.lead_id, p.name AS lead, "
                f"j.stage, j.submission_on, {_PROJECT_MEMBERS} AS members, {_DOCUMENTS} AS "
                "documents FROM projects j JOIN people p ON p.person_id = j.lead_id "
                "WHERE j.project_id = :project_id",
                "json": ["members", "documents"],
                "else": "there is no project {project_id}",
            },
            {"return": ":j"},
        ],
    },
    {
        "name": "find_contacts",
        "description": "Find contacts outside the practice by words of their name or company.",
        "input": arguments(text=words(60, "Words of the name or the company.")),
        "steps": [
            {
                "many": "contacts",
                "sql": "SELECT contact_id, name, company, email, kind FROM contacts "
                "WHERE instr(lower(name || ', ' || company), lower(:text)) "
                "ORDER BY name, contact_id",
            },
            {"return": {"contacts": ":contacts"}},
        ],
    },
    {
        "name": "add_contact",
        "description": "Add somebody outside the practice to the contacts.",
        "writes": ["contacts", "audit"],
        "input": arguments(
            name=words(60, "First and last name."),
            company=words(60, "The company or body."),
            email=words(80, "The e-mail address."),
            kind=one_of(
                "client",
                "contractor",
                "consultant",
                "authority",
                "press",
                description="contractor: builds or supplies; consultant: engineers and other "
                "advisers; authority: planning offices and the like.",
            ),
        ),
        "steps": [
            {
                "require": ":email LIKE '_%@_%._%'",
                "else": "{email} is not an e-mail address",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM contacts WHERE lower(email) = lower(:email))",
                "else": "there is a contact with the address {email} already",
            },
            {"new": "contact", "of": "contacts"},
            {
                "write": "INSERT INTO contacts VALUES(:contact, :name, :company, :email, :kind)",
                "rows": 1,
            },
            *audited("add_contact", ":contact"),
            {"return": {"contact_id": ":contact", "name": ":name"}},
        ],
    },
]
