"""The eight documents of Atlassian's public status API, version 2, in the default language.

Format: the "Status API" of a Statuspage page, as its live answers are. Who reads it models every
key as required, so none is ever left out. Nothing in it comes from the clock but by story facts.

What that vocabulary has no word for is told thus: a cancelled maintenance is `completed`; one that
is overdue stays `in_progress`; one whose time is to be announced spans its days; a withdrawn post
is over, has no impact and no components, and ends with an update that says why. An `Update` has the
status that its post had.
"""
