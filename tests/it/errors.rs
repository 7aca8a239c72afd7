//! What every error is as a value, and what its chain says.

use std::error::Error;
use std::io::{self, BufReader, Read};

use disclosure_report::json::lines::{LineError, Reader};
use disclosure_report::json::{self, JsonError};
use disclosure_report::record::Faults;
use disclosure_report::{Draft, Edition, Report};

/// Each error of a chain says something that the one before it did not. How many there are.
fn says_nothing_twice(error: &dyn Error) -> usize {
    let (mut said, mut next, mut count) = (error.to_string(), error.source(), 1);
    assert!(!said.is_empty(), "{error:?}");
    while let Some(source) = next {
        let more = source.to_string();
        assert!(!said.contains(&more), "{said:?} has {more:?} in it");
        (said, next, count) = (more, source.source(), count + 1);
    }
    count
}

/// An input that can't be read.
struct Gone;

#[derive(Debug, thiserror::Error)]
#[error("the disk is gone")]
struct WhyGone(#[source] std::fmt::Error);

impl Read for Gone {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other(WhyGone(std::fmt::Error)))
    }
}

fn lines(input: impl Read) -> Vec<LineError> {
    Reader::<_, Draft>::new(BufReader::new(input)).line_bytes(100).filter_map(Result::err).collect()
}

#[test]
fn no_chain_of_errors_says_a_text_twice() {
    let empty = json::to_string(&Draft::blank(Edition::Trial2019));
    let json = [json::from_str::<Report>(&empty), json::from_str("{"), json::from_str(&"[".repeat(99))];
    for read in json {
        assert_eq!(says_nothing_twice(&read.unwrap_err()), 1);
    }
    let bad = [b"{}\n{\n\xFF\n".as_slice(), &[b' '; 101], b"\n"].concat();
    let errors: Vec<_> = lines(bad.as_slice()).into_iter().chain(lines(Gone)).collect();
    assert!(errors.iter().all(|error| error.to_string().starts_with("line ")));
    // What the input's own error was caused by is not lost.
    assert_eq!(errors.iter().map(|error| says_nothing_twice(error)).collect::<Vec<_>>(), [1, 1, 1, 1, 2]);
}

#[test]
fn errors_are_small() {
    const MOST: usize = 32;
    assert!(size_of::<Faults>() <= MOST);
    assert!(size_of::<JsonError>() <= MOST);
    assert!(size_of::<LineError>() <= MOST);
}
