"""The clocks of appraisal and objection, in working days (PermenPANRB 6/2022, p. 114-119).

Each is the most that may pass; `accounts.rules.working_days` counts it.
"""

DELIVER_DAYS = 14  # from the signature to the delivery to the employee (p. 114)
RETURN_DAYS = 14  # from the delivery to the employee's signature (p. 114)
REPORT_DAYS = 30  # from the end of the window to the report to the appointing official (p. 115)
OBJECTION_DAYS = 14  # from the delivery to an objection (p. 114)
RULING_DAYS = 7  # from the objection to the superior's decision (p. 117-119)
