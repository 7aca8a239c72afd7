//! Where in a document a value is, without an allocation until it is asked for.

use std::fmt::Write as _;

use crate::record::At;

/// A place in a document, linked to the place that contains it.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl Path<'_> {
    /// The whole document.
    pub(in crate::format) const ROOT: Path<'static> = Path { parent: None, step: Step::Root };

    /// Whether it is the whole document.
    pub(super) fn is_root(&self) -> bool {
        self.parent.is_none()
    }

    /// The value of a key.
    pub(in crate::format) fn key<'b>(&'b self, key: &'b str) -> Path<'b> {
        Path { parent: Some(self), step: Step::Key(key) }
    }

    /// An element of a list, counted from 0.
    pub(in crate::format) fn index(&self, index: usize) -> Path<'_> {
        Path { parent: Some(self), step: Step::Index(index) }
    }

    /// The place as faults say it.
    pub(in crate::format) fn at(&self) -> At {
        At::Pointer(self.pointer())
    }

    /// The JSON Pointer (RFC 6901).
    fn pointer(&self) -> Box<str> {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            steps.push(path.step);
            at = path.parent;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Root => {}
                Step::Key(key) => {
                    pointer.push('/');
                    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                }
                Step::Index(index) => _ = write!(pointer, "/{index}"),
            }
        }
        pointer.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_what_they_must() {
        assert_eq!(&*Path::ROOT.pointer(), "");
        assert_eq!(&*Path::ROOT.key("a/b~").index(3).key("").pointer(), "/a~1b~0/3/");
    }
}
