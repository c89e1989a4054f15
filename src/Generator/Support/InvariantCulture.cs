using System;
using System.Globalization;

namespace Kiln.Generator.Support;

/// <summary>Until it is disposed, numbers in interpolated strings are written as C# reads them, whatever the culture of the build:
/// a Swedish machine would write −1 with a minus that is not an operator.</summary>
internal readonly struct InvariantCulture : IDisposable
{
    private readonly CultureInfo previous;

    private InvariantCulture(CultureInfo previous) => this.previous = previous;

#pragma warning disable RS1035 // The build's culture is set aside here, not used.
    public static InvariantCulture Enter()
    {
        InvariantCulture scope = new(CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return scope;
    }

    public void Dispose() => CultureInfo.CurrentCulture = previous;
#pragma warning restore RS1035
}
