"""What the approval of an excluded informasi lacks today; an approval proves only while it stands."""

from __future__ import annotations

from collections.abc import Sequence

from ppid_xl.evidence import DIAJUKAN, DIKEMBALIKAN, DIPERPANJANG, DISETUJUI, Act, Evidence, Letter, Uji
from ppid_xl.sop import Keadaan, Sop
from ppid_xl.workflow.ground.status import is_highest, standing_decision
from ppid_xl.workflow.ground.tindakan import act_number
from ppid_xl.workflow.proses.syarat_putusan import opens


def lacking_approval(informasi: str, evidence: Evidence, sop: Sop | None) -> list[str]:
    """Return what is missing of the approval of an informasi and of its signed letter; empty when it stands."""
    approvals = [act for act in evidence.acts.get(informasi, ()) if act.keputusan == DISETUJUI]
    decision, test = standing_decision(informasi, evidence, sop), evidence.present_uji(informasi)
    if not approvals or decision is None:
        return ["persetujuan pimpinan Badan Publik (PP 61/2010 Pasal 3 ayat (2))"]
    if fallen := _fallen(decision, test, evidence, sop):
        return [fallen]
    kinds: Sequence[str] = (sop.keadaan if sop else Keadaan()).surat
    longer = decision.keputusan == DIPERPANJANG
    proving = [decision, *_later_than(test, approvals)] if longer else approvals[-1:]
    if any(evidence.proves(act.bukti) for act in proving):
        return []
    signed = [letter for letter in evidence.current_letters(informasi, kinds) if letter.signed]
    early = [one.id_surat for one in signed if test is not None and _is_older(one, test, evidence)]
    if len(early) < len(signed):
        return []
    older = f"; {', '.join(early)} bertanggal sebelum ujinya" if early else ""
    return [f"surat bertanda tangan atas {'perpanjangan' if longer else 'persetujuan'} itu{older}"]


def _later_than(test: Uji | None, approvals: Sequence[Act]) -> list[Act]:
    """Return the approvals of an extension: those given after the test it rests on."""
    tested = act_number(test.id_langkah) if test else 0
    return [act for act in approvals if tested and act_number(act.id_langkah) > tested]


def _fallen(decision: Act, test: Uji | None, evidence: Evidence, sop: Sop | None) -> str:
    """Say what must come before an informasi counts as approved again; empty when the decision stands."""
    if decision.keputusan == DIKEMBALIKAN:
        return f"persetujuan; dikembalikan kepada unit dengan {decision.id_langkah}"
    if test is not None and opens(test):
        return f"tindakan Dibuka; hasil uji terakhirnya ({test.id_uji}) Dibuka"
    if test is not None and (decision.putaran < test.putaran or evidence.precedes(decision, test)):
        return f"persetujuan atas hasil {test.id_uji}"
    if decision.keputusan == DIAJUKAN:
        return f"persetujuan atas pengajuan {decision.id_langkah}"
    if sop is None or decision.keputusan == DIPERPANJANG or is_highest(decision, sop.persetujuan):
        return ""
    return f"persetujuan {sop.persetujuan[-1].peran} (SOP {sop.kode})"


def _is_older(letter: Letter, test: Uji, evidence: Evidence) -> bool:
    day = evidence.tested_on(test)
    return day is not None and letter.tanggal is not None and letter.tanggal < day
