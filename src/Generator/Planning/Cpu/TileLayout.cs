using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Transformed tiles in memory: multiplication by multiplication, in each tile by tile, channels innermost and padded to whole vectors of any target.</summary>
/// <remarks>The tiles of all images of a call stand one after the other, so a multiplication is one matrix product over the batch. The distance between
/// two multiplications therefore depends on the number of images.</remarks>
/// <param name="Value">What it holds: a map of as many channels as a tile has.</param>
/// <param name="Step">A step that writes or reads it.</param>
internal sealed record TileLayout(Value Value, WinogradStep Step) : MapLayout(Value)
{
    /// <summary>Tiles of an image.</summary>
    public int Tiles => Step.Tiles;

    public int Channels => Value.Shape.Channels;

    /// <summary>Floats from one tile to the next: whole vectors, and a cache line more where their number would put the tiles into few sets of the first-level cache.</summary>
    public int Pitch => PitchOf(Channels);

    /// <summary>Floats between the last tile of one multiplication and the first of the next, so that those too fall into different sets.</summary>
    public const int Skew = ArenaPlan.Alignment;

    public override long ImageElements => (long)Step.Algorithm.Multiplies * (((long)Tiles * Pitch) + Skew);

    /// <summary>Floats from one tile of some channels to the next.</summary>
    public static int PitchOf(int channels)
    {
        int floats = Target.WholeVectors(channels);
        return floats % (8 * ArenaPlan.Alignment) == 0 ? floats + ArenaPlan.Alignment : floats;
    }
}
