/// The outermost part of every page, which no template can change: language, character set, security policy, title.
struct HTMLShell {
    /// What a page may do (Content Security Policy Level 3).
    enum Policy: String {
        /// Inline style and `data:` images; no script, no request, no form.
        case preview = """
            default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'
            """
    }

    let title: String
    let policy: Policy
    let style: String
    let body: String

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="\(policy.rawValue)">
        <meta name="robots" content="noindex">
        <meta name="referrer" content="no-referrer">
        <title>\(HTMLText.escape(title))</title>
        <style>
        \(style)</style>
        </head>
        \(body)</html>

        """
    }
}
