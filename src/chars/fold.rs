//! Folding: the ways in which the same label is written, made one.

use super::{is_dash, is_invisible};

/// `text` with everything folded that makes no difference between labels: see [`fold_char`].
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// A character as it counts in a label, or `None` if it does not count.
///
/// White space, invisible characters and quotation marks do not count. Full-width forms, brackets of every kind,
/// enumeration marks, radicals that stand for the character they look like, and traditional characters of the form's
/// labels become one form.
pub(crate) fn fold_char(c: char) -> Option<char> {
    if c.is_ascii() {
        return match c {
            ',' | ';' => Some('.'),
            '[' | '{' => Some('('),
            ']' | '}' => Some(')'),
            '"' | '\'' | '`' | '*' | '#' | '\0'..=' ' | '\u{7f}' => None,
            _ => Some(c),
        };
    }
    match c {
        '\u{4e00}'..='\u{9fff}' => Some(simplify(c)),
        '（' | '［' | '【' | '〔' | '｛' | '〖' => Some('('),
        '）' | '］' | '】' | '〕' | '｝' | '〗' => Some(')'),
        '、' | '．' | '。' | '·' | '・' | '，' | '；' | '﹒' | '•' | '､' | '｡' => Some('.'),
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '＂' | '＇' | '＊' => {
            None
        }
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).and_then(fold_char),
        '\u{2488}'..='\u{2490}' => char::from_u32(u32::from(c) - 0x2488 + u32::from('1')), // ⒈ to ⒐
        '\u{2460}'..='\u{2468}' => char::from_u32(u32::from(c) - 0x2460 + u32::from('1')), // ① to ⑨
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth((u32::from(c) - 0x2f00) as usize).map(simplify),
        '\u{2e80}'..='\u{2eff}' => {
            RADICALS.iter().find(|(radical, _)| *radical == c).map_or(Some(c), |(_, c)| Some(*c))
        }
        _ if is_dash(c) => Some('-'),
        _ if is_invisible(c) || c.is_whitespace() => None,
        _ => Some(c),
    }
}

/// The characters that the 214 Kangxi radicals (U+2F00 on) look like, in order. PDF writers put radicals for characters.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊\
羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯\
鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the CJK Radicals Supplement that stand for whole characters.
const RADICALS: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// Traditional characters that occur in labels, headings and titles, each before its simplified form.
const TRADITIONAL: &str = "條条項项國国規规範范處处罰罚強强許许動动開开數数額额製制發发現现獲获內内執执務务類类詢询舉举報报訴诉訟讼\
復复維维糾纠結结審审計计總总與与關关號号確确認认無无將将據据從从設设備备辦办繼继續续轉转應应給给於于來来個个員员務务業业會会\
農农學学體体況况問问題题進进統统義义護护權权頁页點点場场書书單单萬万億亿元元組组織织機机構构滿满繳缴費费類类過过當当補补證证麼么\
對对僅仅區区請请質质彙汇僱雇屬属間间實实質质導导際际書书參参網网站站頭头負负責责任任風风險险穩稳衛卫廣广東东華华長长門门車车馬马\
見见貝贝電电級级縣县鄉乡鎮镇鐵铁銀银錄录終终紙纸經经綜综緒绪縱纵約约線线練练紀纪純纯紅红細细絕绝編编緩缓緊紧緣缘練练縮缩織织繁繁\
訂订訊讯計计記记許许評评詳详該该誤误說说課课調调談谈論论謝谢識识警警讀读變变讓让還还這这進进達达違违遠远適适選选遷迁遺遗遲迟鄰邻\
產产買买賣卖資资貢贡財财貨货貫贯責责貴贵賀贺費费貼贴貸贷質质賴赖購购贈赠贏赢壓压傳传僑侨價价儀仪億亿優优儲储兒儿兩两冊册凍冻別别\
刪删則则剛刚創创劃划劇剧劉刘勞劳勢势勝胜協协衆众眾众術术歲岁歸归殘残滅灭準准減减測测濟济瀏浏災灾為为爭争狀状獎奖環环異异盡尽監监\
盤盘礎础禮礼離离種种積积穩稳窮穷競竞筆笔節节築筑簡简籌筹籤签糧粮";

/// The simplified form of a character of the form's labels.
fn simplify(c: char) -> char {
    simplified().get((u32::from(c) - FIRST) as usize).copied().unwrap_or(c)
}

/// The first of the unified characters, and how many there are.
const FIRST: u32 = 0x4e00;
const UNIFIED: u32 = 0x5200;

/// The form in which each of the unified characters counts: a table, since every character of a page is looked up.
fn simplified() -> &'static [char] {
    static TABLE: std::sync::OnceLock<Vec<char>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<char> = (FIRST..FIRST + UNIFIED).filter_map(char::from_u32).collect();
        let chars: Vec<char> = TRADITIONAL.chars().collect();
        for [traditional, simplified] in chars.as_chunks::<2>().0 {
            if let Some(slot) = table.get_mut((u32::from(*traditional) - FIRST) as usize) {
                *slot = *simplified;
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::{FIRST, KANGXI, TRADITIONAL, fold, simplified};

    #[test]
    fn one_label_in_many_hands() {
        for (written, folded) in [
            (
                "（二） 部分公开（区分处理的，只计这一情形，不计其他情形）",
                "(二)部分公开(区分处理的.只计这一情形.不计其他情形)",
            ),
            ("3．危及“三安全一稳定”", "3.危及三安全一稳定"),
            ("１、屬於國家秘密", "1.属于国家秘密"),
            ("⾏政\u{a0}强制", "行政强制"),
            ("本年增／减", "本年增/减"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(TRADITIONAL.chars().count() % 2, 0);
        assert!(TRADITIONAL.chars().all(|c| u32::from(c) >= FIRST));
        assert_eq!(simplified().len(), 0x5200);
    }
}
