using System.Globalization;

namespace Kiln.Tests.Support;

/// <summary>Numbers that the environment may set for a run of tests.</summary>
internal static class EnvironmentNumber
{
    /// <summary>The value of a variable.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="standard">The value where it is not set.</param>
    /// <exception cref="FormatException">It is no whole number.</exception>
    public static int Of(string variable, int standard) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
}
