using System.Buffers.Binary;
using Kiln.Import.Tests.Support;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Import.Tests.Onnx;

/// <summary>Whatever happened to a file, reading it ends soon, in bounded memory, with a declaration or one error of one line.</summary>
public sealed class HostileModelTests
{
    /// <summary>Set to draw other mutations, or another number of them.</summary>
    private const string SeedVariable = "KILN_ONNX_SEED", CountVariable = "KILN_ONNX_MODELS";

    /// <summary>Bytes that reading a damaged file of some kilobytes may take: maps are only counted, and arrays are no larger than the file, but for weights that stand for a mean.</summary>
    private const long MostBytes = 256 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public void EveryMutationEnds()
    {
        byte[] whole = Sample();
        int seed = Number(SeedVariable, standard: 1), count = Number(CountVariable, standard: 3000), refused = 0;
        Watchdog.Each(Enumerable.Range(0, count), index => refused += EndsWell(Mutated(whole, new Random((seed * 1_000_003) + index))) ? 0 : 1, index => $"mutation {index} of {SeedVariable}={seed}", Limit);
        Assert.InRange(refused, 1, count - 1);
    }

    [Fact]
    public void EveryCutEnds()
    {
        byte[] whole = Sample();
        int step = Math.Max(1, whole.Length / 1500);
        Watchdog.Each(Enumerable.Range(0, whole.Length / step).Select(index => index * step), length => EndsWell(whole[..length]), length => $"cut to {length} bytes", Limit);
    }

    /// <summary>Thousands of functions one after the other neither become one endless formula nor take more than their number of steps each.</summary>
    [Fact]
    public void LongChainsEnd()
    {
        MadeModel model = new(13);
        for (int i = 0; i < 5000; i++)
            model.Node(i % 2 == 0 ? "Exp" : "Neg", [i == 0 ? "x" : $"v{i - 1}"], $"v{i}").Node("Mul", [$"v{i}", $"v{i}"], $"w{i}");

        byte[] bytes = model.Bytes([1, 2, 3, 3], "v4999");
        Watchdog.Each([bytes], chain => Assert.True(EndsWell(chain, 8 * MostBytes)), _ => "a chain", TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void WhatIsNoModelIsSaid()
    {
        Assert.Equal("notes.onnx: is no ONNX model: there is no graph in it", Assert.Throws<InterchangeException>(() => NetworkImport.Read(Array.Empty<byte>(), new ImportOptions { Name = "notes.onnx" })).Message);
        Assert.Equal("nowhere.onnx: there is no such file", Assert.Throws<InterchangeException>(() => NetworkImport.Read("nowhere.onnx")).Message);
    }

    /// <summary>A small model with every family of operators.</summary>
    private static byte[] Sample()
    {
        using NetworkBuild build = new(
            """
            [Network]
            public sealed partial class Net
            {
                private static float Swish(float x) => x / (1 + MathF.Exp(-x));

                [Input(9, 8, 3)]                                public partial Layer          Image  { get; }
                [Conv(3, 3, 4, Pad = 1, Bias = false)]          public partial ConvLayer      Conv1  { get; }
                [BatchNorm]                                     public partial BatchNormLayer Norm1  { get; }
                [Relu(Ceiling = 6)]                             public partial Layer          Relu1  { get; }
                [Conv(3, 3, 4, Pad = 1, Groups = 4)]            public partial ConvLayer      Conv2  { get; }
                [Function(nameof(Swish))]                       public partial Layer          Swish2 { get; }
                [Add(nameof(Relu1), nameof(Swish2))]            public partial Layer          Sum    { get; }
                [MaxPool(2, Pad = 1)]                           public partial Layer          Pool1  { get; }
                [ConvTranspose(2, 2, 4, Stride = 2)]            public partial ConvLayer      Up     { get; }
                [Crop(Top = 1, Left = 1)]                       public partial Layer          Inner  { get; }
                [Subsample(Stride = 2)]                         public partial Layer          Half   { get; }
                [Scale]                                         public partial ScaleLayer     Scale1 { get; }
                [LpNorm]                                        public partial Layer          Unit   { get; }
                [AvgPool(2, Stride = 1)]                        public partial Layer          Means  { get; }
                [Concat(nameof(Means), nameof(Means))]          public partial Layer          Both   { get; }
                [Lrn(3)]                                        public partial Layer          Local  { get; }
                [Flatten]                                       public partial Layer          Row    { get; }
                [Dense(6)]                                      public partial ConvLayer      Dense1 { get; }
                [Softmax]                                       public partial Layer          Scores { get; }
            }
            """);
        using ImageNetwork network = build.Create("Net", maxBatch: 1, threads: 1);
        Weights.Draw(network.Parameters, seed: 3);
        return OnnxFile.Write(network.Parameters);
    }

    private static byte[] Mutated(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        int at = random.Next(whole.Length);
        switch (random.Next(6))
        {
            case 0:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 64))..]];
            case 1:
                byte[] garbage = new byte[random.Next(1, 100)];
                random.NextBytes(garbage);
                return [.. bytes[..at], .. garbage, .. bytes[at..]];
            case 2:
                for (int i = random.Next(1, 9); i > 0; i--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

                return bytes;
            case 3:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Math.Min(at, bytes.Length - 4)), random.Next(2) == 0 ? int.MaxValue : random.Next());
                return bytes;
            default:
                // Small numbers are extents, axes, strides and lengths.
                for (int i = random.Next(1, 4); i > 0; i--)
                {
                    int place = random.Next(bytes.Length);
                    for (int tries = 0; tries < 200 && bytes[place] > 32; tries++)
                        place = random.Next(bytes.Length);

                    bytes[place] = (byte)random.Next(128);
                }

                return bytes;
        }
    }

    /// <returns>Whether it was read.</returns>
    private static bool EndsWell(byte[] bytes, long mostBytes = MostBytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            DeclaredNetwork declared = NetworkImport.Read(bytes, new ImportOptions { Name = "net.onnx", Input = new Shape(9, 8, 3) }).Declare(new DeclarationOptions { Class = "Net", Blocks = true });
            Assert.StartsWith("using ", declared.Text, StringComparison.Ordinal);
            return true;
        }
        catch (InterchangeException e)
        {
            Assert.StartsWith("net.onnx: ", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostBytes);
        }
    }

    private static int Number(string variable, int standard) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int value) ? value : standard;
}
