[assembly: AssemblyFixture(typeof(Groupware.Testing.SharedSuite))]
