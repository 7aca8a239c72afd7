//! Temporary.
/// Losses.
#[derive(Debug, Default, PartialEq, Eq, Clone)]
pub struct Losses(Vec<(String, &'static str)>);
impl Losses {
    pub(super) fn add(&mut self, place: &str, what: &'static str) {
        self.0.push((place.to_owned(), what));
    }
}
