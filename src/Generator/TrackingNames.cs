namespace Kiln.Generator;

/// <summary>Names of the generator's steps, by which the caching tests find them.</summary>
internal static class TrackingNames
{
    public const string Parsed = nameof(Parsed);
    public const string Compiled = nameof(Compiled);
}
