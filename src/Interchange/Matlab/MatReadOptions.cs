namespace Kiln.Interchange.Matlab;

/// <summary>How much a file may ask for. A compressed file of a megabyte can say that it is a gigabyte of zeros; these are the limits of what is believed.</summary>
public sealed record MatReadOptions
{
    /// <summary>The most bytes that compressed variables may unpack to, all together. What is not compressed stays in the file and does not count.</summary>
    public long MostUnpackedBytes { get; init; } = 1L << 30;

    /// <summary>The most values: arrays, texts, cells and structs, those inside others included. Each takes some 200 bytes of memory.</summary>
    public int MostValues { get; init; } = 2_000_000;
}
