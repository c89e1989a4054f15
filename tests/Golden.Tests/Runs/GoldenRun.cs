using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Operators;
using Kiln.Numerics;

namespace Kiln.Golden.Tests.Runs;

/// <summary>Compiles the networks of a manifest's cases, and runs them.</summary>
internal sealed class GoldenRun : IDisposable
{
    private readonly Dictionary<string, CaseReport> undeclared = [];
    private readonly Dictionary<string, (IExperiment Experiment, string Class)> declared = [];
    private readonly List<NetworkBuild> builds = [];
    private readonly Dictionary<string, NetworkBuild> buildOf = [];

    /// <summary>Declares and compiles.</summary>
    /// <param name="manifest">The cases.</param>
    public GoldenRun(Manifest manifest)
    {
        foreach (GoldenCase one in manifest.Cases)
            Declare(one);

        Compile();
    }

    /// <summary>The widths of vectors to run for: both, emulated where the processor lacks one; where the environment asks for one, that alone.</summary>
    public static IReadOnlyList<int> Widths => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(VectorWidth.EnvironmentVariable)) ? [256, 512] : [VectorWidth.Bits];

    public void Dispose() => builds.ForEach(build => build.Dispose());

    /// <summary>Runs a case for some widths of vectors, and keeps the larger error of every tensor.</summary>
    /// <param name="name">The case.</param>
    /// <param name="widths">256, 512 or both.</param>
    public CaseReport Run(string name, params IEnumerable<int> widths)
    {
        if (undeclared.TryGetValue(name, out CaseReport? report))
            return report;

        try
        {
            TensorError[] errors = [.. widths.SelectMany(bits => Run(name, bits)).GroupBy(error => error.Tensor).Select(group => group.MaxBy(error => error.Relative))];
            return new CaseReport(name, errors.All(error => error.Passes) ? Outcome.Passed : Outcome.Failed, "", errors);
        }
        catch (Exception error)
        {
            return Failed(name, error);
        }
    }

    private static CaseReport Failed(string name, Exception error) => new(name, Outcome.Failed, error.GetBaseException().Message.ReplaceLineEndings(" "), []);

    private TensorError[] Run(string name, int bits)
    {
        (IExperiment experiment, string className) = declared[name];
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        using TrainableNetwork net = (TrainableNetwork)buildOf[name].Create(className, experiment.Images, threads: 1);
        return [.. experiment.Run(net)];
    }

    private void Declare(GoldenCase one)
    {
        try
        {
            if (NotSupportedYet.Reason(one) is { } reason)
                undeclared.Add(one.Name, new CaseReport(one.Name, Outcome.NotSupportedYet, reason, []));
            else
                declared.Add(one.Name, (OperatorCatalog.Experiment(one), $"Case{declared.Count}"));
        }
        catch (Exception error)
        {
            undeclared.Add(one.Name, Failed(one.Name, error));
        }
    }

    /// <summary>All at once, as starting the C# compiler costs more than a network; where that fails, one by one, so that every case but the wrong ones runs.</summary>
    private void Compile()
    {
        try
        {
            Compile(declared.Keys);
        }
        catch (InvalidOperationException)
        {
            foreach (string name in declared.Keys)
            {
                try
                {
                    Compile([name]);
                }
                catch (InvalidOperationException error)
                {
                    undeclared.Add(name, Failed(name, error));
                }
            }
        }
    }

    private void Compile(IEnumerable<string> names)
    {
        NetworkBuild build = NetworkBuild.Analyzed(names.Select(name => declared[name].Experiment.Declare(declared[name].Class)));
        builds.Add(build);
        foreach (string name in names)
            buildOf.Add(name, build);
    }
}
