//! The `check` and `cells` commands, as built beside these tests.

use std::path::Path;
use std::process::{Output, Stdio};

use crate::commands::{Folder, err, example, json, out, status};
use crate::support::fixture;

fn check(arguments: &[&str], paths: &[&Path]) -> Output {
    example("check").args(arguments).args(paths).output().unwrap()
}

/// The keys of the outermost object of a line, in order.
fn keys(line: &str) -> Vec<String> {
    let (mut keys, mut depth, mut at) = (Vec::new(), 0, 0);
    while let Some(c) = line[at..].chars().next() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            '"' => {
                let mut end = at + 1;
                while !line[end..].starts_with('"') {
                    end +=
                        if line[end..].starts_with('\\') { 2 } else { line[end..].chars().next().unwrap().len_utf8() };
                }
                if depth == 1 && line[end + 1..].starts_with(':') {
                    keys.push(line[at + 1..end].to_owned());
                }
                at = end;
            }
            _ => {}
        }
        at += line[at..].chars().next().unwrap().len_utf8();
    }
    keys
}

#[test]
fn the_status_is_the_worst_of_the_verdicts() {
    let [good, open, wrong] =
        ["huaian-2024.html", "shanghai-general-office-2019.html", "hongze-2023.html"].map(fixture);
    assert_eq!(status(&check(&[], &[&good])), 0);
    assert_eq!(status(&check(&[], &[&good, &open])), 1);
    assert_eq!(status(&check(&[], &[&wrong, &good])), 1);
    assert_eq!(status(&check(&[], &[&wrong, Path::new("no such file"), &good])), 2);
}

#[test]
fn text_is_for_a_reviewer() {
    let output = check(&[], &[&fixture("hongze-2023.html")]);
    let text = out(&output);
    assert_eq!(err(&output), "");
    assert!(!text.contains('\x1b'), "no colours off a terminal");
    let first = text.lines().next().unwrap();
    assert!(
        first.ends_with(
            "hongze-2023.html: 淮安市洪泽区人民政府 2023年 · 2021年版 (edition 2021) · 不一致 (inconsistent)"
        )
    );
    for part in [
        "│行政复议                    │       10*│        1*│        0*│        0*│        0*│",
        "│  1.逾期不补正              │     [0] │",
        "* 所在等式不成立 (in a sum that does not hold)   [ ] 由等式推算 (follows from the sums)",
        "错误 error T4-TOTAL review\n  行政复议：10 + 1 + 0 + 0 = 11，而总计为0，相差11\n",
        "  行政复议 (review): 10 + 1 + 0 + 0 = 11, but 总计 is 0\n",
        "(left 11, right 0, difference 11)\n  --> ",
        "hongze-2023.html:66:50, table 3 row 4 cell 5\n 66 | ",
        "2个错误、13个警告、0个提示；推算出14个数 (2 errors, 13 warnings, 0 notes; 14 values imputed)\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // The caret stands under the figure.
    let lines: Vec<_> = text.lines().skip_while(|line| !line.starts_with(" 66 | ")).take(2).collect();
    let column = lines[1].chars().position(|c| c == '^').unwrap();
    let before: String = lines[0].chars().take(column).collect();
    assert!(lines[0].chars().skip(column).collect::<String>().starts_with("0</td>") && before.ends_with("<td>"));
}

#[test]
fn tables_are_straight_and_narrow() {
    use unicode_width::UnicodeWidthStr as _;
    for name in ["huaian-2024.html", "shanghai-general-office-2019.html", "hongze-2023.html", "zhongshan-2021.txt"] {
        let output = check(&[], &[&fixture(name)]);
        let mut widths = Vec::new();
        for line in out(&output).lines().filter(|line| line.starts_with(['│', '┌', '├', '└'])) {
            if line.starts_with('┌') {
                widths.push(line.width());
            }
            assert_eq!(Some(&line.width()), widths.last(), "{name}: {line}");
        }
        assert_eq!(widths.len(), 3);
        assert!(widths.iter().all(|width| *width <= 100), "{widths:?}");
    }
}

#[test]
fn languages_and_colours_are_chosen() {
    let wrong = fixture("hongze-2023.html");
    let chinese = check(&["--lang", "zh", "--no-tables"], &[&wrong]);
    assert!(!out(&chinese).contains("consistent") && !out(&chinese).contains('│'));
    let english = check(&["--lang=en", "--no-tables"], &[&wrong]);
    assert!(out(&english).contains("inconsistent") && !out(&english).contains("不一致"));
    assert!(out(&check(&["--color", "always"], &[&wrong])).contains("\x1b[1;31m"));
}

#[test]
fn json_is_a_line_for_each_report() {
    let output = check(&["--format", "json"], &[&fixture("hongze-2023.html"), &fixture("huaian-2024.html")]);
    assert_eq!((status(&output), err(&output)), (1, ""));
    for line in out(&output).lines() {
        assert_eq!(
            keys(line),
            ["file", "index", "organ", "year", "edition", "verdict", "findings", "imputations", "repairs"]
        );
    }
    let reports = json(&output);
    assert_eq!(reports.len(), 2);
    let report = &reports[0];
    assert_eq!(report["file"], fixture("hongze-2023.html").to_str().unwrap());
    assert_eq!(report["index"], 0);
    assert_eq!(report["organ"], "淮安市洪泽区人民政府");
    assert_eq!(report["year"], 2023);
    assert_eq!(report["edition"], "2021");
    assert_eq!(report["verdict"], "inconsistent");
    let repairs = report["repairs"].as_array().unwrap();
    assert!((1..=20).contains(&repairs.len()));
    let change = |cell, to| serde_json::json!({"cell": cell, "from": 0, "to": to});
    let totals = [change("review.total", 11), change("litigation.after_review.total", 5)];
    assert_eq!(repairs[0]["changes"], serde_json::json!(totals));
    assert_eq!(keys(&repairs[0].to_string()).len(), 3);
    assert_eq!(repairs[0]["reason"]["code"], "total_left_at_zero");
    let cell = "requests.other_handling.correction_overdue.natural_person";
    assert_eq!(report["imputations"][0], serde_json::json!({"cell": cell, "value": 0}));

    let finding = &report["findings"][0];
    let all = ["rule", "severity", "status", "place", "source", "cells", "left", "right", "delta", "message"];
    let line = out(&output).lines().next().unwrap();
    let first = &line[line.find(r#""findings":["#).unwrap() + 12..];
    assert_eq!(keys(first).iter().take(10).collect::<Vec<_>>(), all.iter().collect::<Vec<_>>());
    assert_eq!(finding["rule"], "T4-TOTAL");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["status"], "violated");
    assert_eq!(finding["place"], "review");
    let source = serde_json::json!({"line": 66, "column": 50, "page": null, "table": 3, "row": 4, "cell": 5});
    assert_eq!(finding["source"], source);
    assert_eq!((&finding["left"], &finding["right"], &finding["delta"]), (&11.into(), &0.into(), &11.into()));
    let upheld = serde_json::json!(
        {"cell": "review.upheld", "side": "left", "role": "part", "state": "number", "value": 10});
    assert_eq!(finding["cells"][0], upheld);
    assert_eq!(finding["cells"].as_array().unwrap().len(), 5);
    assert_eq!(finding["message"]["zh"], "行政复议：10 + 1 + 0 + 0 = 11，而总计为0，相差11");
    let undecided = report["findings"].as_array().unwrap().iter().find(|f| f["status"] == "undecided").unwrap();
    assert!(undecided["left"].is_null() && undecided["delta"].is_null());
    assert_eq!(undecided["severity"], "warning");

    assert_eq!(reports[1]["verdict"], "consistent");
    assert_eq!(reports[1]["findings"], serde_json::json!([]));
}

#[test]
fn a_directory_is_its_files_by_name() {
    let folder = Folder::new("directory");
    let page = std::fs::read(fixture("huaian-2024.html")).unwrap();
    for name in ["b.html", "a.html", ".hidden.html"] {
        folder.file(name, &page);
    }
    std::fs::create_dir_all(folder.path("below")).unwrap();
    std::fs::write(folder.path("below/c.html"), &page).unwrap();
    let output = check(&["--format", "json"], &[&folder.path("")]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let files: Vec<_> = json(&output).iter().map(|report| report["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!(files, ["a.html", "b.html"].map(|name| folder.path(name).to_str().unwrap().to_owned()));
    let text = check(&["--no-tables"], &[&folder.path("")]);
    assert!(out(&text).ends_with("(2 files, 2 reports: 2 consistent, 0 inconsistent, 0 undecided)\n"));
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = Folder::new("unread");
    let random: Vec<u8> = (0u32..5000).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    let empty = folder.file("empty.html", "");
    let random = folder.file("random", random);
    let other = folder.file("other.html", "<html><body><h1>通知公告</h1><p>明天放假。</p></body></html>");
    let missing = folder.path("missing.html");
    for (path, code) in
        [(&missing, "not-found"), (&empty, "unsupported-format"), (&random, "undecodable"), (&other, "not-a-report")]
    {
        let output = check(&["--format", "json"], &[path]);
        assert_eq!((status(&output), err(&output)), (2, ""), "{code}");
        assert_eq!(keys(out(&output).trim_end()), ["file", "error"]);
        let report = &json(&output)[0];
        assert_eq!(report["file"], path.to_str().unwrap());
        assert!(!report["error"]["message"].as_str().unwrap().is_empty());
        if code != "undecodable" {
            assert_eq!(report["error"]["code"], code);
        }

        let output = check(&[], &[path]);
        assert_eq!((status(&output), out(&output)), (2, ""));
        assert!(err(&output).starts_with(&format!("check: {}: ", path.display())), "{}", err(&output));
        assert_eq!(err(&output).lines().count(), 1);

        let cells = example("cells").arg(path).output().unwrap();
        assert_eq!((status(&cells), out(&cells)), (2, ""));
        assert!(!err(&cells).is_empty());
    }
}

/// What a file says can't steer the terminal.
#[test]
fn control_characters_stay_out_of_the_text() {
    let folder = Folder::new("control");
    let page = std::fs::read_to_string(fixture("huaian-2024.html")).unwrap();
    let page = page.replace("<td>3001</td>", "<td>30\u{1b}]0;title\u{7}\u{202e}01</td>");
    let output = check(&[], &[&folder.file("page.html", page)]);
    assert!(!out(&output).contains(['\u{1b}', '\u{7}', '\u{202e}']));
    assert!(out(&output).contains("CELL-UNREADABLE requests.received.natural_person"), "{}", out(&output));
}

#[test]
fn usage_is_told_on_standard_error() {
    let page = fixture("huaian-2024.html");
    for arguments in [&["--format", "xml"][..], &["--frmat", "json"], &["--lang", "fr"], &["--format"]] {
        let output = check(arguments, &[&page]);
        // The last one takes the file for its value.
        assert_eq!((status(&output), out(&output)), (2, ""), "{arguments:?}");
        assert!(err(&output).starts_with("check: "));
    }
    assert_eq!(status(&check(&[], &[])), 2);
    let help = check(&["--help"], &[]);
    assert_eq!((status(&help), err(&help)), (0, ""));
    assert!(out(&help).contains("usage: check FILE|DIR…"));
}

#[cfg(feature = "html")]
#[test]
fn html_is_one_page_for_all_files() {
    let folder = Folder::new("html");
    let hostile = folder.file("<b>&.html", std::fs::read(fixture("hongze-2023.html")).unwrap());
    let output = check(&["--format", "html"], &[&hostile, Path::new("/no such file"), &fixture("huaian-2024.html")]);
    assert_eq!((status(&output), err(&output)), (2, ""));
    let page = out(&output);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">") && page.ends_with("</html>\n"));
    for part in [
        "<a href=\"#r1.form\">淮安市洪泽区人民政府 2023</a>",
        "id=\"r2.review.upheld\"",
        "&lt;b&gt;&amp;.html",
        "无法读取文件 <span class=\"dr-en\" lang=\"en\">",
        "not-found",
        "not read: 1",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<b>&"));
    // Both reports are read again from the page.
    let again = folder.file("again.html", page);
    let verdicts: Vec<_> =
        json(&check(&["--format", "json"], &[&again])).iter().map(|l| l["verdict"].clone()).collect();
    assert_eq!(verdicts, ["inconsistent", "consistent"]);
    let chinese = check(&["--format", "html", "--lang", "zh"], &[&fixture("huaian-2024.html")]);
    assert_eq!(status(&chinese), 0);
    assert!(!out(&chinese).contains("lang=\"en\""));
}

#[cfg(feature = "sarif")]
#[test]
fn sarif_is_one_log_for_all_files() {
    let page = fixture("hongze-2023.html");
    let output = check(&["--format", "sarif", "--lang", "en"], &[&page, Path::new("/no such file"), &page]);
    assert_eq!((status(&output), err(&output), out(&output).lines().count()), (2, "", 1));
    let log: serde_json::Value = serde_json::from_str(out(&output)).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"].as_array().unwrap().len(), 2);
    assert_eq!(run["artifacts"][1]["location"]["uri"], "file:///no%20such%20file");
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"], "not-found");
    let result = &run["results"][0];
    assert_eq!(result["message"]["text"], "行政复议 (review): 10 + 1 + 0 + 0 = 11, but 总计 is 0");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 66);
    // The figures of a workbook stand on no line.
    #[cfg(feature = "xlsx")]
    {
        let output = check(&["--format", "sarif"], &[&fixture("office/huaian-2024.xlsx")]);
        assert!(!out(&output).contains("startLine"));
    }
}

#[test]
fn a_closed_pipe_is_no_accident() {
    let page = fixture("hongze-2023.html");
    let mut command = example("check");
    // More than any pipe holds, so that the command meets the closed end.
    command.args(vec![&page; 60]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(err(&output), "");
    assert!(output.status.code().is_some(), "ended by a signal");
}

#[test]
fn cells_are_csv_in_the_form_s_order() {
    let folder = Folder::new("cells");
    let page = std::fs::read_to_string(fixture("huaian-2024.html")).unwrap();
    let page = page.replace("<td>3001</td>", "<td>三千, \"约\"</td>").replace("<td>61</td>", "<td>/</td>");
    let output = example("cells").arg(folder.file("page.html", page)).output().unwrap();
    assert_eq!((status(&output), err(&output)), (0, ""));
    let lines: Vec<_> = out(&output).lines().collect();
    assert_eq!(lines.len(), 201);
    assert_eq!(lines[0], "cell,state,value");
    assert_eq!(lines[1], "proactive.regulations.issued,number,1");
    let text = out(&output);
    assert!(text.contains("\nrequests.received.natural_person,unreadable,\"三千, \"\"约\"\"\"\n"), "{text}");
    assert!(text.contains("\nrequests.received.legal_service_institution,dash,\n"));
    let money = example("cells").arg(fixture("shanghai-general-office-2019.html")).output().unwrap();
    assert!(out(&money).contains("\nproactive.procurement.amount,number,251000\n"));
}
