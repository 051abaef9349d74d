//! Characters that no page may hold.

/// True for what neither HTML nor XML may hold: control characters but tab and line breaks
/// (WHATWG Infra, control), and noncharacters (Unicode 16, section 23.7).
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}
