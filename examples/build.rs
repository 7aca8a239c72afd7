//! What a filing system does: build a report in code, be refused for a wrong total, mend it, and hand it on as JSON.
//!
//! `cargo run --example build`

#![allow(clippy::print_stdout, reason = "a command")]

use disclosure_report::form::Column;
use disclosure_report::report::{ByRequester, ByResult, Documents, Proactive2021, ReportBuilder, ReportYear, Scope};
use disclosure_report::{
    Channel, Count, Edition, Header, Money, MoneyUnit, Narrative, NotProcessedReason, OtherHandling, Outcome,
    RefusalGround, Report, UnavailableReason, json,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The figures of 淮安市 for 2024, as a filing system holds them.
    let total_handled = "requests.total.total".parse()?;
    let builder = figures()?;

    // Another system has worked out the total, and mistyped it: the report is refused, with every sum that fails.
    let refused = builder.clone().check_cell(total_handled, Count::constant(3500)).build();
    match refused {
        Ok(_) => return Err("a wrong total was accepted".into()),
        Err(error) => println!("refused:\n{error}\n"),
    }

    // Mended, the report is proven, and every total is computed from its parts.
    let report = builder.check_cell(total_handled, Count::constant(3050)).build()?;
    let requests = report.requests();
    println!(
        "{} {}: {} received, {} handled, {} carried over\n",
        report.header().organ(),
        report.header().year(),
        requests.received().total(),
        requests.total_handled().total(),
        requests.carried_out().total(),
    );

    let text = json::to_string(&report);
    println!(
        "{} bytes of JSON, which read back to the same report: {}",
        text.len(),
        json::from_str::<Report>(&text)? == report
    );
    Ok(())
}

fn figures() -> Result<ReportBuilder, Box<dyn std::error::Error>> {
    use NotProcessedReason::{ConfirmationOrReissue, PetitionOrComplaint, Repeated};
    use RefusalGround::{
        AdministrativeQuery, DeliberativeProcess, EndangersSecurityOrStability, EnforcementCaseFile, InternalAffairs,
        ProhibitedByLaw, StateSecret, ThirdPartyRights,
    };
    use UnavailableReason::{NeedsCreation, NotHeld, StillUnclear};

    let header = Header::new("淮安市人民政府", ReportYear::new(2024)?)?.with_scope(Scope::Region);
    let mut builder = Report::builder(Edition::Revised2021)
        .header(header)
        .narrative(Narrative {
            other: "全年收取政府信息公开信息处理费3940元。".into(), ..Narrative::default()
        })
        .proactive(Proactive2021 {
            regulations: Documents::constant(1, 0, 11),
            normative_documents: Documents::constant(8, 26, 66),
            licensing: Count::constant(447_228),
            penalties: Count::constant(3_985_758),
            compulsion: Count::constant(88_283),
            fees: Money::new("96171.6".parse()?, Some(MoneyUnit::WanYuan)),
        })
        .received(ByRequester::constant([3001, 53, 0, 0, 61, 4]))
        .carried_in(ByRequester::constant([34, 0, 0, 0, 0, 0]))
        .carried_out(ByRequester::constant([103, 0, 0, 0, 0, 0]))
        .challenges(Channel::Review, ByResult::constant([72, 64, 178, 37]))
        .challenges(Channel::DirectLitigation, ByResult::constant([13, 4, 8, 1]))
        .challenges(Channel::LitigationAfterReview, ByResult::constant([12, 1, 1, 6]));
    for (outcome, row) in [
        (Outcome::Granted, [1288, 21, 0, 0, 50, 3]),
        (Outcome::PartlyGranted, [447, 7, 0, 0, 0, 0]),
        (Outcome::Refused(StateSecret), [2, 0, 0, 0, 0, 0]),
        (Outcome::Refused(ProhibitedByLaw), [30, 1, 0, 0, 0, 0]),
        (Outcome::Refused(EndangersSecurityOrStability), [5, 0, 0, 0, 0, 0]),
        (Outcome::Refused(ThirdPartyRights), [6, 0, 0, 0, 0, 0]),
        (Outcome::Refused(InternalAffairs), [7, 1, 0, 0, 0, 0]),
        (Outcome::Refused(DeliberativeProcess), [12, 0, 0, 0, 0, 0]),
        (Outcome::Refused(EnforcementCaseFile), [9, 0, 0, 0, 0, 0]),
        (Outcome::Refused(AdministrativeQuery), [105, 0, 0, 0, 0, 0]),
        (Outcome::Unavailable(NotHeld), [746, 12, 0, 0, 10, 1]),
        (Outcome::Unavailable(NeedsCreation), [11, 0, 0, 0, 0, 0]),
        (Outcome::Unavailable(StillUnclear), [1, 0, 0, 0, 0, 0]),
        (Outcome::NotProcessed(PetitionOrComplaint), [56, 6, 0, 0, 0, 0]),
        (Outcome::NotProcessed(Repeated), [25, 0, 0, 0, 0, 0]),
        (Outcome::NotProcessed(ConfirmationOrReissue), [1, 0, 0, 0, 0, 0]),
        (Outcome::Other(OtherHandling::CorrectionOverdue), [67, 3, 0, 0, 1, 0]),
        (Outcome::Other(OtherHandling::FeeOverdue), [6, 0, 0, 0, 0, 0]),
        (Outcome::Other(OtherHandling::Other), [108, 2, 0, 0, 0, 0]),
    ] {
        builder = builder.outcome(outcome, ByRequester::constant(row));
    }
    // 3.要求提供公开出版物 and 4.无正当理由大量反复申请 did not occur.
    Ok(builder.remaining_outcomes_zero().check_cell(total_of_received()?, Count::constant(3119)))
}

/// A total that the filing system computes as well, to be checked.
fn total_of_received() -> Result<disclosure_report::form::CellId, Box<dyn std::error::Error>> {
    disclosure_report::form::RowId::RECEIVED.cell(Column::Total).ok_or_else(|| "no such cell".into())
}
