using System.Text;

namespace Kiln.Models.Report;

/// <summary>Writes on, and remembers what was written.</summary>
/// <param name="output">Where to write on.</param>
internal sealed class RecordingWriter(TextWriter output) : TextWriter
{
    private readonly StringBuilder written = new();

    public override Encoding Encoding => output.Encoding;

    /// <summary>All that was written.</summary>
    public string Written => written.ToString();

    public override void Write(char value)
    {
        output.Write(value);
        written.Append(value);
    }

    public override void Write(string? value)
    {
        output.Write(value);
        written.Append(value);
    }

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);
}
