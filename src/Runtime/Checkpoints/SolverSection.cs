using Kiln.Training;

namespace Kiln.Checkpoints;

/// <summary>The section with the solver's state. Like the parameters it is saved without the gaps of the arena.</summary>
internal static class SolverSection
{
    public static void Write(CheckpointWriter writer, Solver solver, NetworkDescription network)
    {
        writer.Begin(CheckpointFormat.Solver);
        writer.Write(solver.State.Count);
        foreach (SolverState state in solver.State)
        {
            writer.Write(state.Name);
            writer.Write(network.ParameterCount);
            foreach (ParameterDescription array in network.Parameters)
                writer.Write(state.Values.Span.Slice(array.Offset, array.Length));
        }

        writer.End();
    }

    /// <exception cref="CheckpointException">The state is another solver's.</exception>
    public static void Verify(CheckpointReader file, Solver solver, NetworkDescription network)
    {
        SectionReader section = file.Open(CheckpointFormat.Solver);
        int count = section.Count("the solver's state", 8);
        for (int i = 0; i < Math.Max(count, solver.State.Count); i++)
        {
            string? given = i < count ? section.Text() : null;
            string? needed = i < solver.State.Count ? solver.State[i].Name : null;
            if (given is null || given != needed)
                throw new CheckpointException(file.File, $"has the solver state {given ?? "nothing"}, but {needed ?? "nothing"} of {solver.GetType().Name} was expected");

            int length = section.Int32();
            if (length != network.ParameterCount)
                throw new CheckpointException(file.File, $"has {length} values of {given}, but {network.ParameterCount} were expected");
            section.Floats(length, given);
        }

        section.End();
    }

    /// <summary>Copies the state of a verified file.</summary>
    public static void Copy(CheckpointReader file, Solver solver, NetworkDescription network)
    {
        SectionReader section = file.Open(CheckpointFormat.Solver);
        section.Int32();
        foreach (SolverState state in solver.State)
        {
            section.Text();
            section.Int32();
            foreach (ParameterDescription array in network.Parameters)
                SectionReader.Copy(section.Floats(array.Length, state.Name), state.Values.Span.Slice(array.Offset, array.Length));
        }
    }
}
