//! A résumé on paper: one page of PDF with a name and lines of text, enough for the sample.

use std::fmt::Write;

/// A PDF 1.4 file of one US Letter page. Letters outside WinAnsi become `?`.
pub(super) fn pdf(name: &str, lines: &[String]) -> Vec<u8> {
    let mut text = format!("BT /F 20 Tf 72 710 Td ({}) Tj /F 11 Tf", escaped(name));
    for line in lines {
        write!(text, " 0 -18 Td ({}) Tj", escaped(line)).expect("text takes text");
    }
    text.push_str(" ET");
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
                /Resources << /Font << /F 5 0 R >> >> >>";
    let bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        page.to_owned(),
        // Every sign is one byte in the file.
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.chars().count()),
        font.to_owned(),
    ];
    let (mut file, mut starts) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, body) in (1..).zip(&bodies) {
        starts.push(file.chars().count());
        write!(file, "{number} 0 obj\n{body}\nendobj\n").expect("text takes text");
    }
    let table = file.chars().count();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", bodies.len() + 1).expect("text takes text");
    for start in starts {
        writeln!(file, "{start:010} 00000 n ").expect("text takes text");
    }
    let size = bodies.len() + 1;
    write!(file, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n")
        .expect("text takes text");
    file.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// What stands for itself between parentheses.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '(' | ')' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
