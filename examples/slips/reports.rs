//! Tables 3 and 4 of balanced reports as published: a line a row, rows of zeros left out.

use disclosure_report::Edition;

/// Each report's name, edition and rows.
pub(crate) const REPORTS: &[(&str, Edition, &str)] = &[
    (
        "淮安市人民政府 2024",
        Edition::Revised2021,
        "
requests.received 3001 53 0 0 61 4 3119
requests.carried_in 34 0 0 0 0 0 34
requests.granted 1288 21 0 0 50 3 1362
requests.partly_granted 447 7 0 0 0 0 454
requests.refused.state_secret 2 0 0 0 0 0 2
requests.refused.prohibited_by_law 30 1 0 0 0 0 31
requests.refused.endangers_security_or_stability 5 0 0 0 0 0 5
requests.refused.third_party_rights 6 0 0 0 0 0 6
requests.refused.internal_affairs 7 1 0 0 0 0 8
requests.refused.deliberative_process 12 0 0 0 0 0 12
requests.refused.enforcement_case_file 9 0 0 0 0 0 9
requests.refused.administrative_query 105 0 0 0 0 0 105
requests.unavailable.not_held 746 12 0 0 10 1 769
requests.unavailable.needs_creation 11 0 0 0 0 0 11
requests.unavailable.still_unclear 1 0 0 0 0 0 1
requests.not_processed.petition_or_complaint 56 6 0 0 0 0 62
requests.not_processed.repeated 25 0 0 0 0 0 25
requests.not_processed.confirmation_or_reissue 1 0 0 0 0 0 1
requests.other_handling.correction_overdue 67 3 0 0 1 0 71
requests.other_handling.fee_overdue 6 0 0 0 0 0 6
requests.other_handling.other 108 2 0 0 0 0 110
requests.total 2932 53 0 0 61 4 3050
requests.carried_out 103 0 0 0 0 0 103
review 72 64 178 37 351
litigation.direct 13 4 8 1 26
litigation.after_review 12 1 1 6 20
",
    ),
    (
        "a city of Hangzhou's size 2025",
        Edition::Revised2021,
        "
requests.received 13612 252 0 45 128 32 14069
requests.carried_in 535 6 0 1 18 0 560
requests.granted 5345 129 0 41 19 14 5548
requests.partly_granted 2120 39 0 1 6 2 2168
requests.refused.state_secret 13 0 0 0 0 0 13
requests.refused.prohibited_by_law 30 0 0 0 0 0 30
requests.refused.endangers_security_or_stability 11 0 0 0 0 0 11
requests.refused.third_party_rights 49 2 0 0 0 0 51
requests.refused.internal_affairs 103 1 0 0 0 0 104
requests.refused.deliberative_process 84 1 0 0 0 0 85
requests.refused.enforcement_case_file 282 4 0 0 0 0 286
requests.refused.administrative_query 147 0 0 0 1 2 150
requests.unavailable.not_held 3075 50 0 0 89 8 3222
requests.unavailable.needs_creation 177 3 0 0 0 0 180
requests.unavailable.still_unclear 19 0 0 0 0 0 19
requests.not_processed.petition_or_complaint 199 1 0 0 3 0 203
requests.not_processed.repeated 147 1 0 0 0 0 148
requests.not_processed.excessive 100 1 0 0 0 0 101
requests.not_processed.confirmation_or_reissue 5 0 0 0 0 0 5
requests.other_handling.correction_overdue 315 3 0 0 0 0 318
requests.other_handling.fee_overdue 202 0 0 1 0 0 203
requests.other_handling.other 941 17 0 1 3 3 965
requests.total 13364 252 0 44 121 29 13810
requests.carried_out 783 6 0 2 25 3 819
review 376 97 196 121 790
litigation.direct 16 1 12 27 56
litigation.after_review 74 1 30 51 156
",
    ),
    (
        "平潭综合实验区管委会 2019",
        Edition::Trial2019,
        "
requests.received 23 0 0 0 0 0 23
requests.granted 7 0 0 0 0 0 7
requests.partly_granted 1 0 0 0 0 0 1
requests.unavailable.not_held 7 0 0 0 0 0 7
requests.unavailable.still_unclear 5 0 0 0 0 0 5
requests.not_processed.repeated 3 0 0 0 0 0 3
requests.total 23 0 0 0 0 0 23
",
    ),
    (
        "平潭综合实验区管委会 2021",
        Edition::Revised2021,
        "
requests.received 64 0 0 2 0 4 70
requests.granted 27 0 0 2 0 1 30
requests.partly_granted 5 0 0 0 0 0 5
requests.refused.internal_affairs 1 0 0 0 0 0 1
requests.refused.enforcement_case_file 6 0 0 0 0 0 6
requests.refused.administrative_query 1 0 0 0 0 0 1
requests.unavailable.not_held 22 0 0 0 0 3 25
requests.other_handling.other 1 0 0 0 0 0 1
requests.total 63 0 0 2 0 4 69
requests.carried_out 1 0 0 0 0 0 1
review 1 0 2 0 3
litigation.direct 12 0 0 0 12
",
    ),
    (
        "平潭综合实验区管委会 2022",
        Edition::Revised2021,
        "
requests.received 71 3 0 0 0 0 74
requests.carried_in 1 0 0 0 0 0 1
requests.granted 21 0 0 0 0 0 21
requests.partly_granted 8 1 0 0 0 0 9
requests.refused.internal_affairs 1 0 0 0 0 0 1
requests.refused.deliberative_process 2 0 0 0 0 0 2
requests.refused.enforcement_case_file 1 0 0 0 0 0 1
requests.unavailable.not_held 37 0 0 0 0 0 37
requests.other_handling.correction_overdue 2 0 0 0 0 0 2
requests.other_handling.other 0 2 0 0 0 0 2
requests.total 72 3 0 0 0 0 75
review 0 1 1 0 2
litigation.direct 1 0 0 0 1
",
    ),
    (
        "平潭综合实验区管委会 2023",
        Edition::Revised2021,
        "
requests.received 80 1 0 0 0 0 81
requests.granted 22 0 0 0 0 0 22
requests.partly_granted 19 1 0 0 0 0 20
requests.refused.third_party_rights 1 0 0 0 0 0 1
requests.refused.deliberative_process 1 0 0 0 0 0 1
requests.refused.enforcement_case_file 1 0 0 0 0 0 1
requests.refused.administrative_query 2 0 0 0 0 0 2
requests.unavailable.not_held 31 0 0 0 0 0 31
requests.not_processed.repeated 1 0 0 0 0 0 1
requests.other_handling.correction_overdue 1 0 0 0 0 0 1
requests.other_handling.other 1 0 0 0 0 0 1
requests.total 80 1 0 0 0 0 81
review 1 1 0 0 2
litigation.direct 4 0 0 1 5
litigation.after_review 1 0 1 0 2
",
    ),
    (
        "平潭综合实验区管委会办公室 2025",
        Edition::Revised2021,
        "
requests.received 32 0 0 0 0 0 32
requests.granted 8 0 0 0 0 0 8
requests.partly_granted 7 0 0 0 0 0 7
requests.refused.internal_affairs 1 0 0 0 0 0 1
requests.refused.deliberative_process 2 0 0 0 0 0 2
requests.unavailable.not_held 12 0 0 0 0 0 12
requests.unavailable.needs_creation 2 0 0 0 0 0 2
requests.total 32 0 0 0 0 0 32
review 2 0 0 0 2
",
    ),
    (
        "上海市人民政府办公厅 2025",
        Edition::Revised2021,
        "
requests.received 1259 36 0 0 0 0 1295
requests.carried_in 170 15 0 0 4 0 189
requests.granted 201 5 0 0 0 0 206
requests.partly_granted 2 0 0 0 0 0 2
requests.refused.state_secret 4 0 0 0 0 0 4
requests.refused.endangers_security_or_stability 1 0 0 0 0 0 1
requests.refused.internal_affairs 8 0 0 0 1 0 9
requests.refused.deliberative_process 1 0 0 0 0 0 1
requests.refused.administrative_query 5 0 0 0 0 0 5
requests.unavailable.not_held 484 28 0 0 1 0 513
requests.unavailable.needs_creation 47 1 0 0 0 0 48
requests.unavailable.still_unclear 3 0 0 0 0 0 3
requests.not_processed.petition_or_complaint 61 1 0 0 0 0 62
requests.not_processed.repeated 16 0 0 0 0 0 16
requests.not_processed.publication 1 0 0 0 0 0 1
requests.not_processed.excessive 1 0 0 0 0 0 1
requests.other_handling.correction_overdue 40 1 0 0 2 0 43
requests.other_handling.other 264 12 0 0 0 0 276
requests.total 1139 48 0 0 4 0 1191
requests.carried_out 290 3 0 0 0 0 293
review 40 0 10 5 55
litigation.direct 2 0 4 6 12
litigation.after_review 6 0 9 7 22
",
    ),
];
