using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu.Recomputation;

/// <summary>Lets the backward run compute forward maps again, so that they need not be kept until then.</summary>
/// <remarks>
/// Chen et al., Training Deep Nets with Sublinear Memory Cost, 2016, arXiv:1604.06174. A kernel that runs again is the forward kernel with values of its own, so that lifetimes become short by
/// themselves and nothing after this pass need know. It computes the same bits: it has the schedule of the first, and reads the same parameters, numbers per channel and random numbers. What is
/// summed over the batch is kept, and not summed again.
/// </remarks>
internal static class RecomputePass
{
    public static KernelProgram Run(KernelProgram program)
    {
        TrainingStep step = new(program);
        bool[] kept = CheckpointChoice.For(step);
        Dictionary<Value, Value> again = [];
        List<Kernel> training = [];
        foreach ((Kernel kernel, bool isAgain) in step.Order(kept))
        {
            if (isAgain)
            {
                foreach (Value written in kernel.Writes)
                    again[written] = written.Again();

                training.Add(kernel.Again(Latest));
            }
            else
            {
                training.Add(kernel.Reads.Any(again.ContainsKey) ? kernel.Of(Latest) : kernel);
            }
        }

        IEnumerable<Kernel> before = program.Kernels.Where(kernel => kernel.Pass == Pass.Parameters), after = program.Kernels.Where(kernel => kernel.Pass == Pass.Inference);
        return program with { Kernels = [.. before, .. training, .. after] };

        Value Latest(Value value) => again.TryGetValue(value, out Value? other) ? other : value;
    }
}
