using Kiln.Training;

namespace Kiln.Checkpoints;

/// <summary>The section with the optimizer's state. Like the parameters it is saved without the gaps of the arena.</summary>
internal static class OptimizerSection
{
    public static void Write(CheckpointWriter writer, Optimizer optimizer, NetworkDescription network)
    {
        writer.Begin(CheckpointFormat.Optimizer);
        writer.Write(optimizer.State.Count);
        foreach (OptimizerState state in optimizer.State)
        {
            writer.Write(state.Name);
            writer.Write(network.ParameterCount);
            foreach (ParameterDescription array in network.Parameters)
                writer.Write(state.Values.Span.Slice(array.Offset, array.Length));
        }

        writer.End();
    }

    /// <exception cref="CheckpointException">The state is another optimizer's.</exception>
    public static void Verify(CheckpointReader file, Optimizer optimizer, NetworkDescription network)
    {
        SectionReader section = file.Open(CheckpointFormat.Optimizer);
        int count = section.Count("the optimizer's state", 8);
        for (int i = 0; i < Math.Max(count, optimizer.State.Count); i++)
        {
            string? given = i < count ? section.Text() : null;
            string? needed = i < optimizer.State.Count ? optimizer.State[i].Name : null;
            if (given is null || given != needed)
                throw new CheckpointException(file.File, $"has the optimizer state {given ?? "nothing"}, but {needed ?? "nothing"} of {optimizer.GetType().Name} was expected");

            int length = section.Int32();
            if (length != network.ParameterCount)
                throw new CheckpointException(file.File, $"has {length} values of {given}, but {network.ParameterCount} were expected");
            section.Floats(length, given);
        }

        section.End();
    }

    /// <summary>Copies the state of a verified file.</summary>
    public static void Copy(CheckpointReader file, Optimizer optimizer, NetworkDescription network)
    {
        SectionReader section = file.Open(CheckpointFormat.Optimizer);
        section.Int32();
        foreach (OptimizerState state in optimizer.State)
        {
            section.Text();
            section.Int32();
            foreach (ParameterDescription array in network.Parameters)
                SectionReader.Copy(section.Floats(array.Length, state.Name), state.Values.Span.Slice(array.Offset, array.Length));
        }
    }
}
