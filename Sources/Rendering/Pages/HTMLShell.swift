/// The outermost part of every page, which no template can change: language, character set, security policy, title.
struct HTMLShell {
    let title: String
    /// What the page shows, in a sentence, for those to whom its address is sent.
    let description: String
    let icon: PageIcon
    var policy = ContentPolicy()
    /// Whether links without a target of their own lead the whole window, not the frame that the page stands in.
    var leadsWindow = false
    let style: String
    let body: String

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="\(policy.text)">
        <meta name="robots" content="noindex">
        <meta name="referrer" content="no-referrer">
        <meta name="description" content="\(HTMLText.escape(description))">
        <title>\(HTMLText.escape(title))</title>
        <link rel="icon" href="\(icon.dataURL)">
        \(leadsWindow ? "<base target=\"_top\">\n" : "")<style>
        \(style)</style>
        </head>
        \(body)</html>

        """
    }
}
