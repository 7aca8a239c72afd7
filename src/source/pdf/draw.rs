//! Runs a page's content: which characters are where, and which lines are drawn.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::super::error::ReadError;
use super::file::{File, Page};
use super::font::{Font, Shown};
use super::geometry::{Drawn, Glyph, Map};
use super::lex::{Lexer, Token, numbers};
use super::path::Path;

/// The fonts met so far, by object.
pub(super) type Fonts = HashMap<ObjectId, Rc<Font>>;

/// What a character or a line of a path takes, about.
const COST: usize = 64;

/// The part of the graphics state that text and lines need.
#[derive(Clone)]
struct State {
    map: Map,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Draws a page.
pub(super) fn page(file: &mut File, fonts: &mut Fonts, page: &Page) -> Result<Drawn, ReadError> {
    let state = State {
        map: Map::page(page.bounds, page.turns),
        font: None,
        size: 0.0,
        character_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    let mut drawing = Drawing { file, fonts, drawn: Drawn::default(), strings: 0 };
    drawing.run(&page.content, &page.resources, state, 0)?;
    let mut drawn = drawing.drawn;
    let [left, bottom, right, top] = page.bounds;
    let (mut width, mut height) = (right - left, top - bottom);
    if page.turns % 2 == 1 {
        std::mem::swap(&mut width, &mut height);
    }
    // What is outside the page shows nowhere.
    drawn.glyphs.retain(|glyph| {
        let (x, y) = glyph.centre();
        (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
    });
    Ok(drawn)
}

struct Drawing<'f> {
    file: &'f mut File,
    fonts: &'f mut Fonts,
    drawn: Drawn,
    strings: u32,
}

fn name<'t>(operands: &'t [Token<'_>]) -> Option<&'t [u8]> {
    operands.iter().rev().find_map(|token| if let Token::Name(name) = token { Some(&name[..]) } else { None })
}

impl Drawing<'_> {
    fn run(&mut self, content: &[u8], resources: &Dictionary, begin: State, depth: usize) -> Result<(), ReadError> {
        let mut state = begin;
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (Map::IDENTITY, Map::IDENTITY);
        let mut path = Path::default();
        let mut operands: Vec<Token<'_>> = Vec::new();
        let mut lexer = Lexer::new(content);
        while let Some(token) = lexer.next() {
            let Token::Word(word) = token else {
                operands.push(token);
                continue;
            };
            match word {
                b"q" if saved.len() < 1024 => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.map = Map(numbers(&operands)).then(state.map),
                b"BT" => (text, line) = (Map::IDENTITY, Map::IDENTITY),
                b"Tc" => [state.character_space] = numbers(&operands),
                b"Tw" => [state.word_space] = numbers(&operands),
                b"Tz" => state.stretch = numbers::<1>(&operands)[0] / 100.0,
                b"TL" => [state.leading] = numbers(&operands),
                b"Ts" => [state.rise] = numbers(&operands),
                b"Tf" => {
                    [state.size] = numbers(&operands);
                    state.font = name(&operands).map(|name| self.font(resources, name)).transpose()?.flatten();
                }
                b"gs" => self.graphics_state(resources, name(&operands), &mut state)?,
                b"Td" | b"TD" => {
                    let [x, y] = numbers(&operands);
                    if word == b"TD" {
                        state.leading = -y;
                    }
                    line = Map([1.0, 0.0, 0.0, 1.0, x, y]).then(line);
                    text = line;
                }
                b"Tm" => {
                    line = Map(numbers(&operands));
                    text = line;
                }
                b"T*" | b"'" | b"\"" => {
                    if let ("\"", [Token::Number(word), Token::Number(character), ..]) =
                        (std::str::from_utf8(word).unwrap_or_default(), &operands[..])
                    {
                        (state.word_space, state.character_space) = (*word, *character);
                    }
                    line = Map([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading]).then(line);
                    text = line;
                    self.show(&operands, &state, &mut text)?;
                }
                b"Tj" | b"TJ" => self.show(&operands, &state, &mut text)?,
                b"Do" => {
                    if let Some(name) = name(&operands) {
                        self.form(resources, name, &state, depth)?;
                    }
                }
                b"ID" => lexer.skip_inline_image(),
                b"m" | b"l" | b"c" | b"v" | b"y" | b"re" => {
                    self.file.charge(COST)?;
                    path.build(word, &operands, state.map);
                }
                _ => path.paint(word, &mut self.drawn),
            }
            operands.clear();
        }
        Ok(())
    }

    fn show(&mut self, operands: &[Token<'_>], state: &State, text: &mut Map) -> Result<(), ReadError> {
        let Some(font) = state.font.clone() else { return Ok(()) };
        self.strings = self.strings.wrapping_add(1);
        let mut in_array = false;
        for token in operands {
            match token {
                Token::ArrayBegin => in_array = true,
                Token::Number(back) if in_array => {
                    let back = -back / 1000.0 * state.size;
                    let (x, y) = if font.vertical { (0.0, back) } else { (back * state.stretch, 0.0) };
                    *text = Map([1.0, 0.0, 0.0, 1.0, x, y]).then(*text);
                }
                Token::String(string) => font.show(string, |shown| self.place(&shown, &font, state, text))?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Puts a character on the page and moves on.
    fn place(&mut self, shown: &Shown, font: &Font, state: &State, text: &mut Map) -> Result<(), ReadError> {
        self.file.charge(COST)?;
        let space = state.character_space + if shown.space { state.word_space } else { 0.0 };
        let whole =
            Map([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]).then(*text).then(state.map);
        let (origin, up) = (whole.point(0.0, 0.0), whole.point(0.0, font.em));
        let size = (up.0 - origin.0).hypot(up.1 - origin.1);
        let (right, advance) = if font.vertical {
            // Written downwards: the point of origin is above the middle of the character, an em high.
            (whole.point(shown.width / 2.0, -0.5), (0.0, -state.size + space))
        } else {
            (whole.point(shown.width, 0.0), ((shown.width * state.size + space) * state.stretch, 0.0))
        };
        *text = Map([1.0, 0.0, 0.0, 1.0, advance.0, advance.1]).then(*text);
        let (across, down) = (right.0 - origin.0, right.1 - origin.1);
        let finite = [origin.0, origin.1, size, across, down].iter().all(|n| n.is_finite());
        if !finite || size <= 0.0 {
            return Ok(());
        }
        let (left, right, base) = if font.vertical {
            let half = across.abs().max(size * 0.25);
            (origin.0 - half, origin.0 + half, right.1 + size * 0.35)
        } else if down.abs() <= across.abs() * 0.2 && up.1 <= origin.1 {
            (origin.0.min(right.0), origin.0.max(right.0), origin.1)
        } else if across.abs() <= down.abs() * 0.2 {
            // Turned on its side: each character where it is, as a line of its own.
            let middle = f64::midpoint(origin.0, up.0);
            (middle - size / 2.0, middle + size / 2.0, f64::midpoint(origin.1, right.1) + size * 0.35)
        } else {
            // Aslant, as watermarks are. (Upside down it is no better.)
            return Ok(());
        };
        let Some(characters) = &shown.text else {
            self.drawn.glyphs.push(Glyph {
                shown: char::REPLACEMENT_CHARACTER,
                left,
                right,
                base,
                size,
                string: self.strings,
            });
            return Ok(());
        };
        // Several characters of one code share its width.
        let count = f64::from(u32::try_from(characters.chars().count()).unwrap_or(u32::MAX)).max(1.0);
        let step = (right - left) / count;
        let mut left = left;
        for shown in characters.chars() {
            self.file.charge(COST)?;
            self.drawn.glyphs.push(Glyph { shown, left, right: left + step, base, size, string: self.strings });
            left += step;
        }
        Ok(())
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Result<Option<Rc<Font>>, ReadError> {
        let Some(fonts) = self.file.dictionary(resources, b"Font") else { return Ok(None) };
        let Ok(object) = fonts.get(name) else { return Ok(None) };
        let object = object.clone();
        self.font_at(&object)
    }

    fn font_at(&mut self, object: &Object) -> Result<Option<Rc<Font>>, ReadError> {
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(font.clone()));
        }
        let Some(font) = self.file.resolve(object).and_then(|font| font.as_dict().ok()).cloned() else {
            return Ok(None);
        };
        let font = Rc::new(Font::load(self.file, &font)?);
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        Ok(Some(font))
    }

    /// A graphics state may set the font.
    fn graphics_state(
        &mut self,
        resources: &Dictionary,
        name: Option<&[u8]>,
        state: &mut State,
    ) -> Result<(), ReadError> {
        let file = &*self.file;
        let states = file.dictionary(resources, b"ExtGState");
        let named = states.zip(name).and_then(|(states, name)| file.dictionary(states, name));
        let font = named.and_then(|named| file.get(named, b"Font")?.as_array().ok()).cloned();
        if let Some([font, size]) = font.as_deref() {
            state.size = super::file::number(size).unwrap_or(state.size);
            state.font = self.font_at(font)?;
        }
        Ok(())
    }

    fn form(&mut self, resources: &Dictionary, name: &[u8], state: &State, depth: usize) -> Result<(), ReadError> {
        if depth >= self.file.depth {
            return Ok(());
        }
        let file = &*self.file;
        let objects = file.dictionary(resources, b"XObject");
        let Some(Object::Stream(form)) = objects.and_then(|objects| file.get(objects, name)) else { return Ok(()) };
        if file.get(&form.dict, b"Subtype").and_then(|subtype| subtype.as_name().ok()) != Some(b"Form") {
            return Ok(());
        }
        let matrix =
            file.numbers(&form.dict, b"Matrix").and_then(|numbers| numbers.try_into().ok()).map_or(Map::IDENTITY, Map);
        let own = file.dictionary(&form.dict, b"Resources").unwrap_or(resources).clone();
        let form = form.clone();
        // Charged again each time it is drawn, so forms that draw forms end.
        let content = self.file.unpack(&form)?;
        self.file.charge(COST)?;
        let state = State { map: matrix.then(state.map), ..state.clone() };
        self.run(&content, &own, state, depth + 1)
    }
}
