//! Dates and clock times as people write them in a spreadsheet.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::cell::Wrong;

/// Years that can be meant; outside them somebody slipped.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// `dd-mm-jjjj` (also with `/` or `.`), or `jjjj-mm-dd`.
pub fn date(text: &str) -> Result<NaiveDate, Wrong> {
    const MEND: &str = "schrijf dd-mm-jjjj, zoals 03-11-2026";
    // what Excel adds to a date without a time
    let midnight = [" 00:00:00", " 0:00:00", " 00:00", " 0:00"];
    let day = midnight.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let parts: Vec<&str> = day.split(['-', '/', '.']).map(str::trim).collect();
    let numbers: Option<Vec<u32>> =
        parts.iter().map(|p| p.parse().ok().filter(|_| p.len() <= 4)).collect();
    let (year, month, day) = match (parts.as_slice(), numbers.as_deref()) {
        ([y, _, _], Some([year, month, day])) if y.len() == 4 => (*year, *month, *day),
        ([_, _, y], Some([day, month, year])) if y.len() == 4 => (*year, *month, *day),
        ([_, _, y], Some(_)) if y.len() <= 2 => {
            return Err(Wrong::new("het jaar heeft maar twee cijfers", MEND));
        }
        ([number], _) if number.len() == 5 && number.bytes().all(|b| b.is_ascii_digit()) => {
            return Err(Wrong::new("dit is Excels getal voor een datum", MEND));
        }
        _ => return Err(Wrong::new("dit is geen datum", MEND)),
    };
    if month > 12 && day <= 12 {
        return Err(Wrong::new("de maand staat voor de dag", MEND));
    }
    i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|date| YEARS.contains(&date.year()))
        .ok_or_else(|| Wrong::new("deze datum bestaat niet", MEND))
}

/// `19:00`, `19.00`, `19u00`, `19 uur`, `19u`, `19:00:00`.
pub fn time(text: &str) -> Result<NaiveTime, Wrong> {
    let wrong = || Wrong::new("dit is geen tijd", "schrijf uren en minuten, zoals 19:00");
    let bare = text.to_lowercase().replace("uur", "u").replace(' ', "");
    let whole_hour = bare.strip_suffix('u');
    let parts: Vec<&str> = whole_hour.unwrap_or(&bare).split([':', '.', 'u']).collect();
    if parts.iter().any(|p| p.is_empty() || p.len() > 2 || !p.bytes().all(|b| b.is_ascii_digit())) {
        return Err(wrong());
    }
    let number = |at: usize| parts.get(at).and_then(|p| p.parse::<u32>().ok());
    let (hour, minute) = match parts.len() {
        1 if whole_hour.is_some() => (number(0), Some(0)),
        2 if parts[1].len() == 2 => (number(0), number(1)),
        // only whole minutes are meant; Excel adds the seconds
        3 if parts[2] == "00" => (number(0), number(1)),
        _ => return Err(wrong()),
    };
    hour.zip(minute).and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("03-11-2026", Ok("2026-11-03")),
            ("3-11-2026", Ok("2026-11-03")),
            ("3/11/2026", Ok("2026-11-03")),
            ("3.11.2026", Ok("2026-11-03")),
            ("2026-11-03", Ok("2026-11-03")),
            ("03-11-2026 00:00:00", Ok("2026-11-03")),
            ("3-11-2026 0:00", Ok("2026-11-03")),
            ("29-02-2028", Ok("2028-02-29")),
            ("3-11-26", Err("het jaar heeft maar twee cijfers")),
            ("29-02-2027", Err("deze datum bestaat niet")),
            ("03-11-0026", Err("deze datum bestaat niet")),
            ("11-23-2026", Err("de maand staat voor de dag")),
            ("46329", Err("dit is Excels getal voor een datum")),
            ("morgen", Err("dit is geen datum")),
            ("3 november 2026", Err("dit is geen datum")),
            ("03-11-2026 19:00", Err("dit is geen datum")),
        ] {
            let read = date(text).map(|d| d.to_string()).map_err(|w| w.what);
            assert_eq!(read, expected.map(str::to_owned).map_err(str::to_owned), "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, expected) in [
            ("19:00", Some((19, 0))),
            ("19.30", Some((19, 30))),
            ("19u00", Some((19, 0))),
            ("19u", Some((19, 0))),
            ("19 uur", Some((19, 0))),
            ("19 uur 30", Some((19, 30))),
            ("9:05", Some((9, 5))),
            ("09:05:00", Some((9, 5))),
            ("19", None),
            ("1900", None),
            ("24:00", None),
            ("19:60", None),
            ("19:5", None),
            ("half acht", None),
            ("19:00-21:00", None),
        ] {
            let expected = expected.and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0));
            assert_eq!(time(text).ok(), expected, "{text}");
        }
    }
}
