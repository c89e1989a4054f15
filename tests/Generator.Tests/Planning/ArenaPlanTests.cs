using CsCheck;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Tests.Support;
using Kiln.Networks.Tests.Random;

namespace Kiln.Generator.Tests.Planning;

/// <summary>Maps share memory, but never while both are needed: the program is carried out on memory that knows which map wrote it last.</summary>
public class ArenaPlanTests
{
    [Theory]
    [InlineData("Models.CharacterCnn")]
    [InlineData("Models.SentenceReader")]
    [InlineData("Models.LineReader")]
    public void EveryKernelFindsWhatItReads(string name) => CarryOut(Programs.Compiled(name, Nets.CharacterCnn));

    /// <summary>Three convolutions write their channels of one map, around which another reads zeros. Between the first and the last of them a map comes and goes.</summary>
    [Fact]
    public void EveryKernelFindsAJoinedMapWhole()
    {
        KernelProgram program = Programs.Compiled("Inception.Reader", """
            namespace Inception;

            using Kiln;

            [Network]
            public sealed partial class Block
            {
                [Input(15, 13, 16)]                                    public partial Layer     Image  { get; }
                [Conv(1, 1, 32)]                                       public partial ConvLayer Narrow { get; }
                [Conv(1, 1, 99, From = nameof(Image))]                 public partial ConvLayer Reduce { get; }
                [Conv(3, 3, 48, Pad = 1)]                              public partial ConvLayer Middle { get; }
                [Conv(5, 5, 19, From = nameof(Image), Pad = 2)]        public partial ConvLayer Wide   { get; }
                [Concat(nameof(Narrow), nameof(Middle), nameof(Wide))] public partial Layer     Joined { get; }
                [Conv(3, 3, 8, Pad = 1)]                               public partial ConvLayer Scores { get; }
                [SoftmaxLoss]                                          public partial LossLayer Loss   { get; }
            }

            [InferenceOf<Block>(Height = 15, Width = 13)]
            public sealed partial class Reader;
            """);
        Assert.Equal(3, CpuPlan.For(program).Layouts.Values.Count(layout => layout.Whole is not null));
        CarryOut(program);
    }

    [Fact]
    public void EveryKernelOfRandomNetworksFindsWhatItReads() => RandomNetworks.Network.Sample(
        network =>
        {
            foreach (KernelProgram plain in Programs.Plain(network))
                CarryOut(CpuBackEnd.Fuse(plain));
        },
        iter: 400);

    private static void CarryOut(KernelProgram program)
    {
        NetworkPlan plan = CpuPlan.For(program);
        CarryOut(plan, pass => pass is Pass.Forward or Pass.Backward or Pass.BackwardOnRequest);
        if (program.HasModes)
            CarryOut(plan, pass => pass == Pass.Inference);
    }

    private static void CarryOut(NetworkPlan plan, Func<Pass, bool> runs)
    {
        Memory memory = new(plan);
        foreach (Value input in plan.Program.Inputs)
            memory.Write(input);

        foreach (Segment segment in plan.Segments.Where(segment => runs(segment.Pass)))
        {
            // A segment of a few images comes again for the next few.
            for (int round = 0; round < (segment.Images > 0 ? 2 : 1); round++)
            {
                foreach (Kernel kernel in plan.Program.Kernels.Skip(segment.First).Take(segment.End - segment.First))
                    Run(kernel);
            }
        }

        // The gradient of the image is there in training only.
        Assert.All(plan.Program.ReadByCaller.Where(value => value.IsOutput || runs(Pass.Backward)), value => memory.Holds(value, "the caller"));
        if (plan.Graph is { Trainable: true, Recomputes: false })
            Assert.All(plan.Program.Outputs.Values.Where(plan.IsReadable), value => memory.Holds(value, "the caller of Output"));

        void Run(Kernel kernel)
        {
            // What a kernel writes must not lie over what it reads either: its threads are at different places.
            Value[] reads = [.. kernel.Reads.Where(plan.IsStored)];
            Assert.All(reads, value => memory.Holds(value, plan.Names[kernel]));
            foreach (Value value in kernel.Writes.Where(plan.IsStored))
                memory.Write(value);

            Assert.All(reads, value => memory.Holds(value, plan.Names[kernel]));
        }
    }

    private sealed class Memory(NetworkPlan plan)
    {
        private readonly Dictionary<ArenaPlan, Value?[]> owners = new()
        {
            [plan.Memory.Call] = new Value?[plan.Memory.Call.Floats],
            [plan.Memory.Chunk] = new Value?[plan.Memory.Chunk.Floats],
        };

        public void Write(Value value)
        {
            Value holder = plan.Layouts[value].Holder;
            foreach ((Value?[] arena, int start, int count) in Places(value))
                Array.Fill(arena, holder, start, count);
        }

        public void Holds(Value value, string reader)
        {
            Value holder = plan.Layouts[value].Holder;
            foreach ((Value?[] arena, int start, int count) in Places(value))
            {
                foreach (Value? owner in arena.AsSpan(start, count))
                    Assert.True(owner == holder, $"{value} was overwritten by {owner} before {reader} read it");
            }
        }

        /// <summary>The runs of floats in which a map lies: its own memory, its channels of every place of a joined map, or those of all its parts.</summary>
        private IEnumerable<(Value?[] Arena, int Start, int Count)> Places(Value value)
        {
            MapLayout layout = plan.Layouts[value];
            Value[] parts = [.. plan.Layouts.Values.Where(part => part.Whole?.Value == value).Select(part => part.Value)];
            if (parts.Length > 0)
                return parts.SelectMany(Places);

            ArenaSlot slot = plan.Memory.Of(layout.Holder);
            Value?[] arena = owners[plan.Memory.ArenaOf(layout.Holder)];
            Assert.Equal(0, slot.Offset % ArenaPlan.Alignment);
            if (layout.Whole is not { } whole)
                return [(arena, (int)slot.Offset, (int)slot.Floats)];

            int channels = whole.Shape.Channels;
            return Enumerable.Range(0, (int)(slot.Floats / channels))
                .Select(place => (arena, (int)slot.Offset + place * channels + layout.FirstChannel, layout.Shape.Channels));
        }
    }
}
