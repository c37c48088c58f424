"""Năm bình xét: one value for everything on file about one bloc and one year; what the rules judge."""

from typing import NamedTuple

from thidua.records.ballots import Ballots, Contest, Decision, Declined, Meeting
from thidua.records.bloc import Bloc, Member, PastYear
from thidua.records.regulation import Regulation
from thidua.records.scores import Scores


class BlocYear(NamedTuple):
    """Hồ sơ năm của khối: the bloc, the year's rules, its scores and its conference (None: not on file).

    `earlier`: what earlier years come to by the files of their own, where a rule of this year has to know.
    """

    bloc: Bloc
    regulation: Regulation
    scores: Scores | None
    ballots: Ballots | None
    year: int
    earlier: tuple[PastYear, ...] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        """The members in the year under review, in the order of the roster."""
        return self.bloc.members_of(self.year)

    @property
    def meeting(self) -> Meeting:
        """The conference as recorded; an empty record where there is none."""
        return self.ballots.conference if self.ballots is not None else Meeting()

    @property
    def contests(self) -> tuple[Contest, ...]:
        return self.ballots.contests if self.ballots is not None else ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.ballots.decisions if self.ballots is not None else ()

    @property
    def declined(self) -> tuple[Declined, ...]:
        return self.ballots.declined if self.ballots is not None else ()
