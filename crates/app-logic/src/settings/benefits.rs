//! Benefits as they are typed.

use imss::benefits::Benefits;

/// Reads days of aguinaldo, percent of prima vacacional and extra days of vacation; `None` while one of
/// them is no number, or less than the law's.
pub fn parse_benefits(aguinaldo: &str, prima: &str, vacaciones: &str) -> Option<Benefits> {
    let number = |typed: &str| typed.trim().trim_end_matches('%').trim().parse().ok();
    Benefits::new(number(aguinaldo)?, number(prima)?, number(vacaciones)?).ok()
}

#[cfg(test)]
mod tests {
    use imss::benefits::Benefits;

    use super::parse_benefits;

    #[test]
    fn reads_typed_benefits_never_below_the_law() {
        assert_eq!(parse_benefits("15", "25 %", " 0"), Some(Benefits::LAW));
        assert_eq!(
            parse_benefits("30", "50", "3"),
            Benefits::new(30, 50, 3).ok()
        );
        for (aguinaldo, prima, vacaciones) in
            [("14", "25", "0"), ("15", "", "0"), ("15", "25", "-1")]
        {
            assert_eq!(parse_benefits(aguinaldo, prima, vacaciones), None);
        }
    }
}
