using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>What MatConvNet noted of the training of one filter.</summary>
internal sealed class TrajectoryTensors(GoldenCase one)
{
    private readonly Tensor[] first = [.. new[] { "x2", "x3", "dzdx3", "dzdx2", "dzdx1", "dzdw", "dzdb" }.Select(name => one[$"{name}_it1"])];
    private readonly Tensor[] whole = [.. new[] { "E", "w_traj", "b_traj", "w_final", "b_final" }.Select(name => one[name])];
    private readonly Tensor scores = one["x3_final"];

    /// <summary>After the first step's backward run.</summary>
    public IEnumerable<TensorError> CompareFirst(TrainableNetwork net, ConvLayer filter, float[] derivative, float[] gradient)
    {
        float[][] actual =
        [
            filter.Output.ToArray(), net.Layers[^1].Output.ToArray(), derivative, filter.Gradient.ToArray(), gradient, filter.WeightsGradient.ToArray(), filter.BiasesGradient.ToArray(),
        ];
        return first.Zip(actual, (tensor, values) => TensorError.Of(tensor.Name, values, tensor.Name.StartsWith("dzdw") ? Layouts.Filters(tensor) : Layouts.Maps(tensor)));
    }
    public IEnumerable<TensorError> Compare(Trajectory run, ReadOnlySpan<float> final)
    {
        float[] f = final.ToArray();
        float[] W(Tensor t) => [.. from n in Enumerable.Range(0, t.Count) from y in Enumerable.Range(0, t.Height) from x in Enumerable.Range(0, t.Width) select t[y, x, 0, n]];
        List<TensorError> l = [];
        l.Add(TensorError.Of("E", run.Objective, one["E"].Values));
        l.Add(TensorError.Of("E64", run.Objective, one["E_f64"].Values));
        l.Add(TensorError.Of("mE64", one["E"].Values, one["E_f64"].Values));
        l.Add(TensorError.Of("w", run.Weights, W(one["w_traj"])));
        l.Add(TensorError.Of("w64", run.Weights, W(one["w_traj_f64"])));
        l.Add(TensorError.Of("mw64", W(one["w_traj"]), W(one["w_traj_f64"])));
        l.Add(TensorError.Of("b", run.Biases, one["b_traj"].Values));
        l.Add(TensorError.Of("b64", run.Biases, one["b_traj_f64"].Values));
        l.Add(TensorError.Of("mb64", one["b_traj"].Values, one["b_traj_f64"].Values));
        l.Add(TensorError.Of("x3_final", f, Layouts.Maps(scores)));
        int wi = 9;
        for (int t = 0; t < 500; t = t < 10 ? t + 1 : t + 49)
            l.Add(TensorError.Of($"w@{t}", run.Weights.AsSpan(t * wi, wi), W(one["w_traj_f64"]).AsSpan(t * wi, wi)));
        for (int t = 0; t < 500; t = t < 10 ? t + 1 : t + 49)
            l.Add(TensorError.Of($"mw@{t}", W(one["w_traj"]).AsSpan(t * wi, wi), W(one["w_traj_f64"]).AsSpan(t * wi, wi)));
        return l;
    }
}
