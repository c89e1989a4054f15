using System.Buffers.Binary;
using System.IO.Compression;
using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Whatever happened to a file, reading it ends soon, in bounded memory, with values or one error of one line.</summary>
public sealed class HostileMatFileTests
{
    private const int Header = 128;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly MatReadOptions Small = new() { MostUnpackedBytes = 1 << 22, MostValues = 10_000 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryMutationEnds(bool compress)
    {
        using TemporaryFolder folder = new();
        Watchdog.Each(MatMutation.Of(compress), mutation => EndsWell(folder["x.mat"], mutation.Bytes), mutation => mutation.What, Limit);
    }

    [Fact]
    public void EveryCutEnds()
    {
        using TemporaryFolder folder = new();
        byte[] whole = MatSamples.Bytes(new MatFile { ["s"] = MatSamples.EveryClass()["s"], ["f"] = MatSamples.EveryClass()["f"] }, compress: false);
        Watchdog.Each(Enumerable.Range(0, whole.Length), length => EndsWell(folder["x.mat"], whole[..length]), length => $"cut to {length} bytes", Limit);
    }

    [Fact]
    public void ADamagedFileSaysWhere()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = MatSamples.Bytes(new MatFile { ["net"] = new MatStruct(("layers", new MatCell(MatArray.Row(1, 2, 3)))) }, compress: false);

        // The three numbers say that they are four.
        int size = bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[9, 0, 0, 0, 24, 0, 0, 0]);
        bytes[size + 4] = 32;
        File.WriteAllBytes(folder["x.mat"], bytes);

        string message = Assert.Throws<MatException>(() => MatFile.Read(folder["x.mat"])).Message;

        Assert.Contains("(in net.layers{1})", message, StringComparison.Ordinal);
        Assert.Contains("save it anew with save -v7", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABombIsRefusedBeforeThereIsRoomForIt()
    {
        using TemporaryFolder folder = new();
        new MatFile { ["zeros"] = new MatArray<byte>([1, 1 << 25], new byte[1 << 25]) }.Write(folder["x.mat"]);
        Assert.InRange(new FileInfo(folder["x.mat"]).Length, 1, 1 << 16);

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<MatException>(() => MatFile.Read(folder["x.mat"], Small)).Message;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("MostUnpackedBytes", message, StringComparison.Ordinal);
        using MatFile whole = MatFile.Read(folder["x.mat"]);
        Assert.Equal(1 << 25, whole["zeros"].Count);
    }

    /// <summary>A header that says gigabytes, and nothing behind it: room is made for what comes.</summary>
    [Fact]
    public void ALieAboutSizeCostsNothing()
    {
        byte[] inner =
        [
            14, 0, 0, 0, 0, 0, 0, 0x30,
            6, 0, 0, 0, 8, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0,
            5, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 8, 0, 0, 0,
            1, 0, 1, 0, (byte)'x', 0, 0, 0,
            7, 0, 0, 0, 0, 0, 0, 0x20,
        ];
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["x.mat"], Compressed(inner));

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<MatException>(() => MatFile.Read(folder["x.mat"])).Message;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Contains("ends too early", message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepNestingIsRefused()
    {
        MatValue value = MatArray.Of(1);
        for (int depth = 0; depth < 500; depth++)
            value = new MatCell(value);
        using TemporaryFolder folder = new();
        new MatFile { ["deep"] = value }.Write(folder["x.mat"], compress: false);

        Assert.Contains("nested more than", Assert.Throws<MatException>(() => MatFile.Read(folder["x.mat"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreValuesThanAllowedAreRefused()
    {
        using TemporaryFolder folder = new();
        MatValue empty = new MatArray<double>([0, 0], []);
        new MatFile { ["many"] = new MatCell([1, 20_000], [.. Enumerable.Repeat(empty, 20_000)]) }.Write(folder["x.mat"]);

        Assert.Contains("MostValues", Assert.Throws<MatException>(() => MatFile.Read(folder["x.mat"], Small)).Message, StringComparison.Ordinal);
        using MatFile read = MatFile.Read(folder["x.mat"]);
        Assert.Equal(20_000, read["many"].Count);
    }

    private static byte[] Compressed(byte[] inner)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(inner);
        byte[] tag = new byte[8];
        tag[0] = 15;
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), (int)packed.Length);
        return [.. MatSamples.Bytes([], compress: false)[..Header], .. tag, .. packed.ToArray()];
    }

    private static void EndsWell(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        try
        {
            using MatFile file = MatFile.Read(path, Small);
            Assert.InRange(file.Sum(variable => MatAssert.Walk(variable.Value)), 0, long.MaxValue);
        }
        catch (MatException e)
        {
            Assert.Contains($"'{path}'", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
        }
    }
}
