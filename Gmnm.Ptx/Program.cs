using Gmnm.Gpu;
using Gmnm.Ptx;

// Arguments: an assembly with kernels, the file to write, and a file that lists the assemblies it refers to, one a line.
if (args.Length != 3)
{
    Console.Error.WriteLine("Gmnm.Ptx ASSEMBLY OUTPUT REFERENCES");
    return 2;
}

try
{
    using var compiler = new NetworkCompiler();
    var kernels = compiler.Compile(NetworkAssembly.Load(args[0], File.ReadAllLines(args[2])));
    using var output = File.Create(args[1]);
    kernels.Write(output);
    return 0;
}
catch (GpuException exception)
{
    // As the build shows an error of its own.
    Console.Error.WriteLine($"Gmnm.Ptx : error GMNMPTX : {exception.Message}");
    return 1;
}
