using System;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>Lets a transform of tiles compute the gradient that it reads: the map of that gradient is neither written nor read.</summary>
internal static class TransformPrologue
{
    /// <summary>Makes the main step of a kernel the prologue of the one that reads its result, if no other does.</summary>
    /// <param name="list">The kernels.</param>
    /// <param name="kernel">The kernel whose step may be done by its reader.</param>
    /// <param name="gradient">What it computes.</param>
    /// <param name="suits">Whether a main step can do it while it reads.</param>
    /// <returns>Whether it was done.</returns>
    public static bool Fold(KernelList list, Kernel kernel, Value gradient, Func<Step, bool> suits)
    {
        if (kernel is not { Prologue: null, Epilogue.Count: 0, Tail: null }
            || list.Program.ReadByCaller.Contains(gradient)
            || list.Uses.Readers(gradient).ToArray() is not [{ Prologue: null } reader]
            || reader.Epilogue.Any(step => step.Reads.Contains(gradient))
            || !suits(reader.Main))
        {
            return false;
        }

        list.Remove(kernel);
        list.Replace(reader, reader with { Prologue = kernel.Main });
        return true;
    }
}
