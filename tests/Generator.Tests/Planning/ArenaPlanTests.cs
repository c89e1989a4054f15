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
        Memory memory = new(plan.Memory);
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

    private sealed class Memory(MemoryPlan plan)
    {
        private readonly Dictionary<ArenaPlan, Value?[]> owners = new()
        {
            [plan.Call] = new Value?[plan.Call.Floats],
            [plan.Chunk] = new Value?[plan.Chunk.Floats],
        };

        public void Write(Value value) => Place(value).Fill(value);

        public void Holds(Value value, string reader)
        {
            foreach (Value? owner in Place(value))
                Assert.True(owner == value, $"{value} was overwritten by {owner} before {reader} read it");
        }

        private Span<Value?> Place(Value value)
        {
            ArenaSlot slot = plan.Of(value);
            Assert.Equal(0, slot.Offset % ArenaPlan.Alignment);
            return owners[plan.ArenaOf(value)].AsSpan((int)slot.Offset, (int)slot.Floats);
        }
    }
}
