//! Rows of a statement as values of their own, for SQLite: unfolding JSON there cost more than the
//! rows themselves (measured: 22 us for a row of 18 columns, 8 us as values).
//!
//! A text has places for 1, 4, 16, 64 or 256 rows. What is not bound is NULL, and a row whose first column
//! is NULL is none, so few texts do for any number of rows, and each stays prepared.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use sqlx::Arguments as _;
use sqlx::sqlite::SqliteArguments;

/// Rows for which a text has room.
pub(super) const ROOM: [usize; 5] = [1, 4, 16, 64, 256];
/// Rows in one statement at most.
pub(super) const MOST: usize = ROOM[ROOM.len() - 1];

/// One statement over rows, in both dialects; made by `over!`.
pub struct OverRows {
    columns: &'static [&'static str],
    body: &'static str,
    /// For PostgreSQL: unfolds `$1`, a JSON array of objects.
    pub postgres: &'static str,
    texts: [OnceLock<String>; ROOM.len()],
}

impl OverRows {
    /// A statement over `r`, rows of these columns; the first is never NULL.
    pub const fn new(
        columns: &'static [&'static str],
        body: &'static str,
        postgres: &'static str,
    ) -> Self {
        Self { columns, body, postgres, texts: [const { OnceLock::new() }; ROOM.len()] }
    }

    /// The text for SQLite with room for so many rows, at most 256.
    pub fn sqlite(&'static self, rows: usize) -> &'static str {
        let which = ROOM.iter().position(|room| *room >= rows).unwrap_or(ROOM.len() - 1);
        self.texts[which].get_or_init(|| self.written(ROOM[which]))
    }

    fn written(&self, rows: usize) -> String {
        let row = format!("({})", vec!["?"; self.columns.len()].join(","));
        format!(
            "WITH v({}) AS (VALUES {}), r AS (SELECT * FROM v WHERE {} IS NOT NULL) {}",
            self.columns.join(", "),
            vec![row; rows].join(","),
            self.columns[0],
            self.body
        )
    }

    /// The value of every column of so many rows that are none.
    pub(super) fn leave_empty(&self, rows: usize, values: &mut SqliteArguments) -> Result<(), Odd> {
        (0..rows * self.columns.len()).try_for_each(|_| Cell::Null.add_to(values))
    }
}

/// Rows for a statement, whatever they are.
pub trait Lines: Sync {
    /// How many.
    fn count(&self) -> usize;

    /// Adds the values of some of them, in the order of the columns. Fields that are no column are
    /// left out.
    fn add(
        &self,
        sql: &OverRows,
        some: Range<usize>,
        values: &mut SqliteArguments,
    ) -> Result<(), Odd>;

    /// Some of them as JSON.
    fn json(&self, some: Range<usize>) -> serde_json::Result<String>;
}

impl<T: Serialize + Sync> Lines for &[T] {
    fn count(&self) -> usize {
        self.len()
    }

    fn add(
        &self,
        sql: &OverRows,
        some: Range<usize>,
        values: &mut SqliteArguments,
    ) -> Result<(), Odd> {
        values.reserve(some.len() * sql.columns.len(), 0);
        for row in &self[some] {
            let cells = vec![Cell::Null; sql.columns.len()];
            let row = row.serialize(Row { columns: sql.columns, cells, next: 0, key: None })?;
            for cell in row {
                cell.add_to(values)?;
            }
        }
        Ok(())
    }

    fn json(&self, some: Range<usize>) -> serde_json::Result<String> {
        serde_json::to_string(&self[some])
    }
}

/// A row that does not look like one.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Odd(String);

impl ser::Error for Odd {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self(what.to_string())
    }
}

#[derive(Clone)]
enum Cell {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    fn add_to(self, values: &mut SqliteArguments) -> Result<(), Odd> {
        let added = match self {
            Self::Null => values.add(None::<i64>),
            Self::Number(number) => values.add(number),
            Self::Text(text) => values.add(text),
            Self::Bytes(bytes) => values.add(bytes),
        };
        added.map_err(ser::Error::custom)
    }
}

/// Takes a structure apart into the cells of a row.
struct Row {
    columns: &'static [&'static str],
    cells: Vec<Cell>,
    /// Where the next field probably belongs.
    next: usize,
    key: Option<usize>,
}

impl Row {
    fn place_of(&mut self, name: &str) -> Option<usize> {
        let expected = self.columns.get(self.next) == Some(&name);
        let place =
            if expected { self.next } else { self.columns.iter().position(|c| *c == name)? };
        self.next = place + 1;
        Some(place)
    }
}

impl SerializeStruct for Row {
    type Ok = Vec<Cell>;
    type Error = Odd;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Odd> {
        if let Some(place) = self.place_of(name) {
            self.cells[place] = value.serialize(ToCell)?;
        }
        Ok(())
    }

    fn end(self) -> Result<Vec<Cell>, Odd> {
        Ok(self.cells)
    }
}

// what `serde(flatten)` makes of a structure
impl SerializeMap for Row {
    type Ok = Vec<Cell>;
    type Error = Odd;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Odd> {
        self.key = match key.serialize(ToCell)? {
            Cell::Text(name) => self.place_of(&name),
            _ => None,
        };
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Odd> {
        if let Some(place) = self.key.take() {
            self.cells[place] = value.serialize(ToCell)?;
        }
        Ok(())
    }

    fn end(self) -> Result<Vec<Cell>, Odd> {
        Ok(self.cells)
    }
}

/// Writes the methods of a serializer that no row or cell needs.
macro_rules! nothing_else {
    ($($method:ident ($($of:ty),*) $gives:ty),* $(,)?) => {
        $(fn $method(self $(, _: $of)*) -> Result<$gives, Odd> {
            Err(Odd(concat!(stringify!($method), ": not in a row").to_owned()))
        })*
    };
}

impl Serializer for Row {
    type Ok = Vec<Cell>;
    type Error = Odd;
    type SerializeSeq = Impossible<Vec<Cell>, Odd>;
    type SerializeTuple = Impossible<Vec<Cell>, Odd>;
    type SerializeTupleStruct = Impossible<Vec<Cell>, Odd>;
    type SerializeTupleVariant = Impossible<Vec<Cell>, Odd>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<Vec<Cell>, Odd>;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Odd> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Odd> {
        Ok(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Self::Ok, Odd> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Odd> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Self::Ok, Odd> {
        Err(Odd("a choice is no row".to_owned()))
    }

    nothing_else! {
        serialize_bool(bool) Self::Ok, serialize_i8(i8) Self::Ok, serialize_i16(i16) Self::Ok,
        serialize_i32(i32) Self::Ok, serialize_i64(i64) Self::Ok, serialize_u8(u8) Self::Ok,
        serialize_u16(u16) Self::Ok, serialize_u32(u32) Self::Ok, serialize_u64(u64) Self::Ok,
        serialize_f32(f32) Self::Ok, serialize_f64(f64) Self::Ok, serialize_char(char) Self::Ok,
        serialize_str(&str) Self::Ok, serialize_bytes(&[u8]) Self::Ok, serialize_none() Self::Ok,
        serialize_unit() Self::Ok, serialize_unit_struct(&'static str) Self::Ok,
        serialize_unit_variant(&'static str, u32, &'static str) Self::Ok,
        serialize_seq(Option<usize>) Self::SerializeSeq,
        serialize_tuple(usize) Self::SerializeTuple,
        serialize_tuple_struct(&'static str, usize) Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) Self::SerializeTupleVariant,
        serialize_struct_variant(&'static str, u32, &'static str, usize) Self::SerializeStructVariant,
    }
}

/// One value.
struct ToCell;

impl Serializer for ToCell {
    type Ok = Cell;
    type Error = Odd;
    type SerializeSeq = Impossible<Cell, Odd>;
    type SerializeTuple = Impossible<Cell, Odd>;
    type SerializeTupleStruct = Impossible<Cell, Odd>;
    type SerializeTupleVariant = Impossible<Cell, Odd>;
    type SerializeMap = Impossible<Cell, Odd>;
    type SerializeStruct = Impossible<Cell, Odd>;
    type SerializeStructVariant = Impossible<Cell, Odd>;

    // ids are bytes, as they are in the tables
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<Cell, Odd> {
        Ok(Cell::Number(value.into()))
    }

    fn serialize_i64(self, value: i64) -> Result<Cell, Odd> {
        Ok(Cell::Number(value))
    }

    fn serialize_i32(self, value: i32) -> Result<Cell, Odd> {
        Ok(Cell::Number(value.into()))
    }

    fn serialize_u32(self, value: u32) -> Result<Cell, Odd> {
        Ok(Cell::Number(value.into()))
    }

    fn serialize_u64(self, value: u64) -> Result<Cell, Odd> {
        i64::try_from(value).map(Cell::Number).map_err(ser::Error::custom)
    }

    fn serialize_str(self, value: &str) -> Result<Cell, Odd> {
        Ok(Cell::Text(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Cell, Odd> {
        Ok(Cell::Bytes(value.to_vec()))
    }

    fn serialize_none(self) -> Result<Cell, Odd> {
        Ok(Cell::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Cell, Odd> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<Cell, Odd> {
        Ok(Cell::Text(name.to_owned()))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Cell, Odd> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Cell, Odd> {
        Err(Odd("a choice is no value".to_owned()))
    }

    nothing_else! {
        serialize_i8(i8) Cell, serialize_i16(i16) Cell, serialize_u8(u8) Cell, serialize_u16(u16) Cell,
        serialize_f32(f32) Cell, serialize_f64(f64) Cell, serialize_char(char) Cell,
        serialize_unit() Cell, serialize_unit_struct(&'static str) Cell,
        serialize_seq(Option<usize>) Self::SerializeSeq,
        serialize_tuple(usize) Self::SerializeTuple,
        serialize_tuple_struct(&'static str, usize) Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) Self::SerializeTupleVariant,
        serialize_map(Option<usize>) Self::SerializeMap,
        serialize_struct(&'static str, usize) Self::SerializeStruct,
        serialize_struct_variant(&'static str, u32, &'static str, usize) Self::SerializeStructVariant,
    }
}
