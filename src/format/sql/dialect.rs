//! What the engines write differently.

use crate::coded::coded;

coded! {
    /// The SQL of an engine.
    ///
    /// ```
    /// use disclosure_report::sql::Dialect;
    ///
    /// assert_eq!("postgresql".parse(), Ok(Dialect::PostgreSql));
    /// assert_eq!(Dialect::Spark.code(), "spark");
    /// ```
    #[non_exhaustive]
    pub enum Dialect as "a dialect of SQL" {
        /// SQLite from 3.38 on.
        Sqlite = "sqlite",
        /// PostgreSQL from 13 on, with a database in UTF-8. Tried on 15.
        PostgreSql = "postgresql",
        /// DuckDB. Tried on 2.0.
        DuckDb = "duckdb",
        /// Spark SQL. It has no constraints: its tables are as without. Tried on 4.3.
        Spark = "spark",
    }
}

impl Dialect {
    /// A name, quoted.
    ///
    /// ```
    /// use disclosure_report::sql::Dialect;
    /// assert_eq!(Dialect::Sqlite.quoted(r#"a "b""#), r#""a ""b""""#);
    /// ```
    #[must_use]
    pub fn quoted(self, name: &str) -> String {
        let quote = if self == Self::Spark { '`' } else { '"' };
        let doubled = name.replace(quote, &format!("{quote}{quote}"));
        format!("{quote}{doubled}{quote}")
    }

    /// An expression that gives this text, whatever is in it. Returns are written as escapes: programs that read SQL line by
    /// line drop them.
    ///
    /// PostgreSQL has no text with U+0000: there it becomes U+FFFD.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::Sqlite => put_back(text, "char"),
            Self::DuckDb => put_back(text, "chr"),
            Self::PostgreSql => {
                let text = text.replace('\0', "\u{fffd}").replace('\'', "''");
                if text.contains(['\\', '\r']) {
                    format!("E'{}'", text.replace('\\', "\\\\").replace('\r', "\\r"))
                } else {
                    format!("'{text}'")
                }
            }
            Self::Spark => {
                let text = text.replace('\\', "\\\\").replace('\'', "\\'");
                // Spark replaces `${…}` by variables before it reads the SQL.
                format!("'{}'", text.replace('\r', "\\r").replace('\0', "\\000").replace('$', "\\u0024"))
            }
        }
    }

    /// Whether text is kept as it is.
    pub(super) fn holds(self, text: &str) -> bool {
        self != Self::PostgreSql || !text.contains('\0')
    }

    pub(super) const fn text_type(self) -> &'static str {
        match self {
            Self::Sqlite | Self::PostgreSql => "TEXT",
            Self::DuckDb => "VARCHAR",
            Self::Spark => "STRING",
        }
    }

    pub(super) const fn integer_type(self) -> &'static str {
        match self {
            Self::Sqlite => "INTEGER",
            _ => "BIGINT",
        }
    }

    /// An exact decimal. SQLite has none: there it is the digits as text.
    pub(super) const fn decimal_type(self) -> &'static str {
        match self {
            Self::Sqlite => "TEXT",
            Self::PostgreSql => "NUMERIC",
            Self::DuckDb | Self::Spark => "DECIMAL(38, 12)",
        }
    }

    pub(super) const fn date_type(self) -> &'static str {
        match self {
            Self::Sqlite => "TEXT",
            _ => "DATE",
        }
    }

    /// A date from its text `2024-01-31`.
    pub(super) fn date(self, text: &str) -> String {
        match self {
            Self::Sqlite => format!("'{text}'"),
            _ => format!("DATE '{text}'"),
        }
    }

    pub(super) const fn greatest(self) -> &'static str {
        match self {
            Self::Sqlite => "MAX",
            _ => "GREATEST",
        }
    }

    pub(super) const fn least(self) -> &'static str {
        match self {
            Self::Sqlite => "MIN",
            _ => "LEAST",
        }
    }

    pub(super) const fn position(self) -> &'static str {
        match self {
            Self::PostgreSql => "strpos",
            _ => "instr",
        }
    }
}

/// A literal in which other characters replace those that some shells drop; the engine puts these back.
fn put_back(text: &str, function: &str) -> String {
    let mut text = text.replace('\'', "''");
    let mut returns = Vec::new();
    for c in ['\0', '\r'] {
        let stand_in = ('\u{e000}'..='\u{f8ff}').find(|stand_in| !text.contains(*stand_in));
        if let (true, Some(stand_in)) = (text.contains(c), stand_in) {
            text = text.replace(c, stand_in.encode_utf8(&mut [0; 4]));
            returns.push((stand_in, u32::from(c)));
        }
    }
    let literal = format!("'{text}'");
    returns.iter().fold(literal, |inner, (stand_in, c)| format!("replace({inner}, '{stand_in}', {function}({c}))"))
}
