namespace Kiln.Checkpoints;

/// <summary>The frame of a file: magic, version, number of sections, length, the sections, SHA-256 of all that. All numbers are
/// little-endian.</summary>
/// <remarks>docs/checkpoints.md describes every section byte by byte.</remarks>
internal static class CheckpointFormat
{
    /// <summary>What is written.</summary>
    public const int Version = 3;

    /// <summary>The oldest that can be read; <see cref="VersionOne"/> fills in what it could not say.</summary>
    public const int OldestVersion = 1;

    public const int HeaderBytes = 24;
    public const int SectionHeaderBytes = 12;
    public const int ChecksumBytes = 32;

    /// <summary>The class and its layers.</summary>
    public const string Network = "NETW";

    /// <summary>The parameter arrays.</summary>
    public const string Parameters = "PARM";

    /// <summary>The optimizer's state.</summary>
    public const string Optimizer = "SOLV";

    /// <summary>The settings a resumed training must share, and the reports of the epochs done.</summary>
    public const string Training = "TRAI";

    /// <summary>The averages of the parameter arrays over the steps.</summary>
    public const string Average = "AVER";

    /// <summary>The caller's own errors of the epochs done.</summary>
    public const string OwnErrors = "OWNE";

    /// <summary>Mean and scale of the images.</summary>
    public const string Normalization = "NORM";

    /// <summary>The names of the classes.</summary>
    public const string Classes = "CLAS";

    /// <summary>Not text, and damaged by whatever changes line ends: a transfer in text mode shows in the first eight bytes.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'K', (byte)'I', (byte)'L', (byte)'N', (byte)'\r', (byte)'\n', 0x1A];
}
