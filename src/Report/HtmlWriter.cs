using System.Text;
using System.Xml;

namespace Kiln.Report;

/// <summary>Writes HTML that is well-formed XML too: what is opened is closed, and every text is escaped.</summary>
/// <example><code>using (html.In("p", ("class", "lead")))
///     html.Text("1 &lt; 2");</code></example>
public sealed class HtmlWriter : IDisposable
{
    private readonly XmlWriter xml;

    /// <summary>A writer of a page or a part of one.</summary>
    /// <param name="output">Gets the text.</param>
    public HtmlWriter(TextWriter output) =>
        xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Auto, NewLineHandling = NewLineHandling.None });

    /// <summary>Begins the page: <c>&lt;!DOCTYPE html&gt;</c>.</summary>
    public void Doctype() => xml.WriteDocType("html", null, null, null);

    /// <summary>Opens an element, which ends when the result is disposed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Those with a value of null are left out.</param>
    public Element In(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
                xml.WriteAttributeString(attribute, Allowed(value));
        }

        return new Element(this);
    }

    /// <summary>An element that holds a text and nothing else.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">As it is to be read.</param>
    /// <param name="attributes">Those with a value of null are left out.</param>
    public void Write(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (In(name, attributes))
            Text(text);
    }

    /// <summary>An element that never holds anything, such as <c>img</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Those with a value of null are left out.</param>
    public void Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _ = In(name, attributes);
        xml.WriteEndElement();
    }

    /// <summary>A text, escaped.</summary>
    /// <param name="text">As it is to be read.</param>
    public void Text(string text) => xml.WriteString(Allowed(text));

    /// <summary>What another writer has made.</summary>
    /// <param name="html">Whole elements.</param>
    internal void Made(string html) => xml.WriteRaw(html);

    /// <summary>A style sheet of this program, which browsers read as it stands.</summary>
    /// <param name="text">Without &lt; and &amp;, so that the page stays XML.</param>
    internal void Style(string text)
    {
        using (In("style"))
            xml.WriteRaw(text);
    }

    /// <summary>A script of this program, which browsers read as it stands, and which is a comment's worth away from being XML.</summary>
    /// <param name="text">The script.</param>
    internal void Script(string text)
    {
        using (In("script"))
            xml.WriteRaw($"//<![CDATA[\n{text}//]]>\n");
    }

    /// <inheritdoc/>
    public void Dispose() => xml.Dispose();

    /// <summary>No page may hold most control characters or half a pair of surrogates, which a text of a user may.</summary>
    private static string Allowed(string text)
    {
        StringBuilder? allowed = null;
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (!isPair && !XmlConvert.IsXmlChar(text[i]))
                (allowed ??= new StringBuilder(text))[i] = '\uFFFD';
            else if (isPair)
                i++;
        }

        return allowed?.ToString() ?? text;
    }

    /// <summary>An open element.</summary>
    public readonly struct Element : IDisposable
    {
        private readonly HtmlWriter writer;

        internal Element(HtmlWriter writer) => this.writer = writer;

        /// <summary>Closes the element.</summary>
        public void Dispose() => writer.xml.WriteFullEndElement();
    }
}
