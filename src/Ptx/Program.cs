using System.Reflection;
using Kiln.Gpu.Cuda;
using Kiln.Ptx;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Kiln.Ptx ASSEMBLY FOLDER");
    return 1;
}

string path = Path.GetFullPath(args[0]), folder = Path.GetFullPath(args[1]);

// What the assembly refers to lies beside it, except for what this program has itself.
AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
{
    string beside = Path.Combine(folder, new AssemblyName(wanted.Name).Name + ".dll");
    return File.Exists(beside) ? Assembly.LoadFrom(beside) : null;
};
Assembly assembly = Assembly.LoadFrom(path);
IReadOnlyList<MethodInfo> kernels = PtxWriter.Kernels(assembly);
string file = Path.Combine(folder, PtxFile.NameOf(assembly.GetName().Name!));
if (kernels.Count == 0)
    File.Delete(file);
else
    File.WriteAllText(file, PtxWriter.Write(kernels));

return 0;
