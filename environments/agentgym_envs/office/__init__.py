"""An architects' office with calendars, rooms, mail and visitors: `agentgym/office-desk-v1`."""
